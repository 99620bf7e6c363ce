import {
  type EventType,
  type Envelope,
  type Event,
  idOf,
  londonDay,
  type NewEvent,
  type Recorded,
  tagging,
  typeOf,
} from '#eventing';
import { ownOf, tagsOf } from '../tags.js';

/** What surrounds an event that is told. */
interface Telling {
  readonly commandId: string;
  readonly now: string;
  readonly catalogue: Readonly<Record<string, number | EventType<never>>>;
  /** What the log holds: a later event of a stream takes the tags of its first. */
  readonly events: readonly Recorded[];
}

/** An event of a history as it is recorded, and in which stream. */
export function toldEvent(
  event: Event,
  { commandId, now, catalogue, events }: Telling,
): { readonly stream: string; readonly event: NewEvent } {
  const type = typeOf(catalogue[event.type] ?? 1);
  const own = ownOf(event) ?? 'nobody';
  const stream = `simulated-${own}`;
  const first = events.find((it) => it.stream === stream);
  const meta: Envelope = {
    schemaVersion: type.version,
    occurredOn: type.occurredOn?.(event.data as never) ?? londonDay(now),
    recordedOn: now,
    actor: { id: 'broker-1', role: 'broker' },
    commandId,
    correlationId: commandId,
    causationId: commandId,
    tags: tagging(tagsOf, own, first?.tags)(event),
  };
  return { stream, event: { id: idOf(commandId, 0), ...event, meta } };
}
