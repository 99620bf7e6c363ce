import { describe, expect, it } from '@jest/globals';
import { asItWas, currentOf, type Event, type EventType, NewerEvent, upcast } from './index.js';
import type { Position, Recorded } from './message.js';

/** A visit, as it was stated in three versions. */
interface First {
  readonly visitId: string;
  readonly hours: number;
}
interface Second {
  readonly visitId: string;
  readonly halfDays: number;
}
type VisitEvent = Event<'VisitMade', Second & { readonly late?: boolean }>;

const VisitMade: EventType<VisitEvent['data']> = {
  version: 3,
  upcasts: {
    1: ({ visitId, hours }: First): Second => ({ visitId, halfDays: Math.ceil(hours / 3) }),
    2: asItWas<Second>,
  },
};

const recorded = (schemaVersion: number, data: unknown): Recorded => ({
  id: 'f1',
  stream: 'visits.visit-7',
  revision: 0,
  position: '1' as Position,
  type: 'VisitMade',
  data,
  schemaVersion,
  occurredOn: '2025-09-30',
  recordedOn: '2025-10-01T11:00:00.000Z',
  actor: { id: 'broker-1', role: 'broker' },
  commandId: 'c',
  correlationId: 'c',
  causationId: 'c',
  tags: ['visit:7'],
});

describe('an event of an older version', () => {
  it('is led step by step to the shape of today, and says so', () => {
    const old = recorded(1, { visitId: '7', hours: 5 });
    expect(currentOf(old, VisitMade)).toEqual({
      ...old,
      schemaVersion: 3,
      data: { visitId: '7', halfDays: 2 },
    });
    expect(old.data).toEqual({ visitId: '7', hours: 5 });
  });

  it('names the step that is missing', () =>
    expect(() => upcast('VisitMade', { version: 3, upcasts: { 1: asItWas } }, 1, {})).toThrow(
      'VisitMade has no upcast from version 2: its catalogue must state one',
    ));
});

it('an event of the present version is left alone', () => {
  const now = recorded(3, { visitId: '7', halfDays: 2 });
  expect(currentOf(now, VisitMade)).toBe(now);
});

it('an event of a later version is refused, never half understood', () => {
  const later = recorded(4, { visitId: '7', halfDays: { morning: true } });
  expect(() => currentOf(later, VisitMade)).toThrow(NewerEvent);
  expect(() => currentOf(later, VisitMade)).toThrow(
    'VisitMade f1 of visits.visit-7 has version 4; this program knows version 3 only. ' +
      'A later version of the program recorded it: bring this one up to date.',
  );
});
