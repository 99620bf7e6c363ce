import { type EventStore, idOf, londonDay, type NewEvent } from '#eventing';
import { MemoryEventStore } from '#testing';

const STREAMS = 7;
const texts = ['plain', 'a "quoted", \\ one', 'naïve — façade 🏫', 'two\nlines', '', '=1+1'];

/** The event with this number: always the same one. Four are recorded on each day from 1 January 2025. */
export function numbered(nth: number): NewEvent {
  const recordedOn = new Date(
    Date.UTC(2025, 0, 1, 9 + (nth % 4)) + Math.floor(nth / 4) * 86_400_000,
  );
  return {
    id: idOf('mingled', nth),
    type: nth % 3 ? 'Noted' : 'Counted',
    data: {
      zulu: texts[nth % texts.length],
      alpha: { of: nth, ratio: nth / 7, tiny: nth * 1e-9, list: [null, true, { b: 1, a: [] }] },
    },
    meta: {
      schemaVersion: 1 + (nth % 2),
      occurredOn: londonDay(recordedOn.toISOString()),
      recordedOn: recordedOn.toISOString(),
      actor: {
        id: `actor-${nth % 3}`,
        role: 'broker',
        ...(nth % 5 ? {} : { onBehalfOf: 'urn:900001' }),
      },
      commandId: idOf('command', nth),
      ...(nth % 4 ? {} : { bodyHash: idOf('body', nth) }),
      correlationId: idOf('correlation', nth >> 3),
      causationId: idOf('cause', nth),
      tags: [`thing:${nth % STREAMS}`, 'urn:900001'],
    },
  };
}

/** Appends so many numbered events to streams that are mingled. */
export async function fill<S extends EventStore>(store: S, count: number): Promise<S> {
  const next = new Map<string, number>();
  for (let nth = 0; nth < count; nth++) {
    const stream = `test.thing-${(nth * nth + (nth >> 2)) % STREAMS}`;
    const revision = next.get(stream) ?? 0;
    await store.append(stream, [numbered(nth)], revision === 0 ? 'noStream' : revision - 1);
    next.set(stream, revision + 1);
  }
  return store;
}

/** A log in memory with so many numbered events. */
export const mingledLog = (count: number): Promise<MemoryEventStore> =>
  fill(new MemoryEventStore(), count);
