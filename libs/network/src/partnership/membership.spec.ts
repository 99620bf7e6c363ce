import { describe, expect, it } from '@jest/globals';
import { type NewEvent, ORIGIN } from '#eventing';
import type { PointInTime } from '#read-model';
import { MemoryEventStore } from '#testing';
import { StreamMembership } from './membership.adapter.js';
import { partnershipEvents, type PartnershipEvent } from './partnership.events.js';

const partnershipId = 'p1';
const [hunter, ramsey] = ['139402', '139248'] as const;
const admitted = (urn: string, from: string): PartnershipEvent => ({
  type: 'MemberAdmitted',
  data: { partnershipId, urn, from },
});
const withdrawn = (urn: string, on: string): PartnershipEvent => ({
  type: 'MemberWithdrawn',
  data: { partnershipId, urn, on, reason: 'x' },
});

/** A membership over these events, and the position of each. */
async function told(...events: PartnershipEvent[]) {
  const store = new MemoryEventStore();
  const positions = [ORIGIN];
  for (const [index, event] of events.entries()) {
    const type = partnershipEvents[event.type] as { occurredOn?: (d: unknown) => string };
    const { position } = await store.append(
      'network.partnership-p1',
      [
        {
          id: `event-${index}`,
          ...event,
          meta: { occurredOn: type.occurredOn?.(event.data) ?? '2025-09-01' },
        } as unknown as NewEvent,
      ],
      'any',
    );
    positions.push(position);
  }
  return { membership: new StreamMembership(store), positions };
}
const moment = (at: Partial<PointInTime>): PointInTime => ({
  asked: '',
  upTo: '~' as PointInTime['upTo'],
  clock: 'recorded',
  day: '2025-10-01',
  ...at,
});

describe('the members of a partnership', () => {
  it('are none where there is no partnership', async () => {
    const { membership } = await told();
    expect(await membership.urnsOf('p1')).toEqual([]);
  });

  it('are those admitted and not withdrawn since', async () => {
    const { membership } = await told(
      admitted(hunter, '2025-09-01'),
      admitted(ramsey, '2025-09-01'),
      withdrawn(hunter, '2025-09-20'),
    );
    expect(await membership.urnsOf('p1')).toEqual([ramsey]);
    expect(await membership.urnsOf('p2')).toEqual([]);
  });

  it('were those known at a position', async () => {
    const { membership, positions } = await told(
      admitted(hunter, '2025-09-01'),
      admitted(ramsey, '2025-09-01'),
      withdrawn(hunter, '2025-09-20'),
      admitted(hunter, '2025-10-01'),
    );
    const known = positions.map((upTo) => membership.urnsOf('p1', moment({ upTo })));
    expect(await Promise.all(known)).toEqual([
      [],
      [hunter],
      [hunter, ramsey],
      [ramsey],
      [ramsey, hunter],
    ]);
  });

  it('were those on a day, as is known now: from the day they joined until the day they left', async () => {
    const { membership } = await told(
      admitted(hunter, '2025-09-10'),
      admitted(ramsey, '2025-09-01'),
      withdrawn(hunter, '2025-09-20'),
    );
    const on = (day: string) => membership.urnsOf('p1', moment({ clock: 'occurred', day }));
    expect(await on('2025-08-31')).toEqual([]);
    expect(await on('2025-09-09')).toEqual([ramsey]);
    expect(await on('2025-09-19')).toEqual([hunter, ramsey]);
    expect(await on('2025-09-20')).toEqual([ramsey]);
  });
});
