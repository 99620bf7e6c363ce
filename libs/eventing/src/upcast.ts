import type { EventType } from './catalogue.js';
import type { Recorded } from './message.js';

/** The log holds an event that this program does not understand, since a later one recorded it. */
export class NewerEvent extends Error {
  constructor(event: Pick<Recorded, 'type' | 'id' | 'stream' | 'schemaVersion'>, known?: number) {
    const { type, id, stream, schemaVersion } = event;
    const knows = known === undefined ? 'does not know this type' : `knows version ${known} only`;
    super(
      `${type} ${id} of ${stream} has version ${schemaVersion}; this program ${knows}. ` +
        'A later version of the program recorded it: bring this one up to date.',
    );
    this.name = 'NewerEvent';
  }
}

/** As an upcast: the data of the old version are data of the next as they stand. */
export const asItWas = <D>(data: D): D => data;

/** Data of an older version as the present one states them. Throws when a step is missing. */
export function upcast(
  name: string,
  { version, upcasts = {} }: Pick<EventType<never>, 'version' | 'upcasts'>,
  from: number,
  data: unknown,
): unknown {
  let now = data;
  for (let at = from; at < version; at++) {
    const step = upcasts[at] as ((data: unknown) => unknown) | undefined;
    if (!step)
      throw new Error(`${name} has no upcast from version ${at}: its catalogue must state one`);
    now = step(now);
  }
  return now;
}

/**
 * An event in the shape of today; the very same when it has it already. Throws `NewerEvent` when its version is
 * later than the one that is known.
 */
export function currentOf<R extends Recorded>(event: R, type: EventType<never>): R {
  if (event.schemaVersion === type.version) return event;
  if (event.schemaVersion > type.version) throw new NewerEvent(event, type.version);
  const data = upcast(event.type, type, event.schemaVersion, event.data);
  // by name: one that is read lazily has its fields in no other way
  const { id, stream, revision, position, occurredOn, recordedOn, actor } = event;
  const { commandId, bodyHash, correlationId, causationId, tags } = event;
  return {
    ...{ id, stream, revision, position, type: event.type, data, schemaVersion: type.version },
    ...{ occurredOn, recordedOn, actor, commandId, correlationId, causationId, tags },
    ...(bodyHash === undefined ? {} : { bodyHash }),
  } as R;
}
