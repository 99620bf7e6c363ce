import {
  type Event,
  ORIGIN,
  type Position,
  type Projection,
  type Recorded,
  type Row,
  tagging,
} from '#eventing';
import { readTableOf } from '#projections';
import { ownOf, tagsOf } from './tags.js';

/** An event as a spec tells it, with what the log adds where it matters. */
export type Told<F extends Event> = F &
  Partial<Pick<Recorded, 'recordedOn' | 'occurredOn' | 'actor' | 'id' | 'tags'>>;

/**
 * Events as if the log held them: in order, each in the stream of its aggregate and tagged as the handler does, recorded
 * on consecutive days from 1 October 2025 unless they say.
 */
export function recorded<F extends Event>(events: readonly Told<F>[]): Recorded<F>[] {
  const streams = new Map<string, { revision: number; tagged: ReturnType<typeof tagging> }>();
  return events.map((event, index) => {
    const own = ownOf(event) ?? 'test:a';
    const stream = streams.get(own) ?? { revision: -1, tagged: tagging(tagsOf, own) };
    streams.set(own, stream);
    stream.revision++;
    const day = `2025-10-${String((index % 30) + 1).padStart(2, '0')}`;
    return {
      id: `event-${index}`,
      stream: own.replace(':', '-'),
      revision: stream.revision,
      position: (ORIGIN + String(index + 1).padStart(20, '0')) as Position,
      schemaVersion: 1,
      occurredOn: day,
      recordedOn: `${day}T11:00:00.000Z`,
      actor: { id: 'broker-1', role: 'broker' },
      commandId: `command-${index}`,
      correlationId: 'correlation',
      causationId: 'cause',
      tags: stream.tagged(event),
      ...event,
    } as unknown as Recorded<F>;
  });
}

/** The rows of a projection after these events, by key: the very fold the runner uses. */
export function rowsOf<F extends Event, R extends Row>(
  projection: Projection<F, R>,
  ...events: readonly Told<F>[]
): Record<string, R> {
  const rows: Record<string, R> = {};
  // what a first event does not name is null, as it is once stored
  const blank = Object.fromEntries(
    readTableOf(projection).columns.map((it) => [it.property, null]),
  );
  for (const event of recorded(events)) {
    const apply = projection.on[event.type as F['type']] as
      ((row: R | undefined, event: Recorded<F>, key: string) => R | undefined) | undefined;
    if (!apply) continue;
    for (const key of [projection.key(event)].flat()) {
      const next = apply(rows[key], event, key);
      if (next) rows[key] = { ...blank, ...next };
      else delete rows[key];
    }
  }
  return rows;
}
