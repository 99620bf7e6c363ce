import { type Catalogue, typeOf } from './catalogue.js';
import { londonDay } from './clock.js';
import { idOf } from './ids.js';
import type { Event, NewEvent } from './message.js';
import type { Request } from './request.js';

/**
 * The events as they go into the log: ids derived from the command, so that a repeat is recognised; who, when and
 * why beside the data. `now` is the instant of the decision; `tagged` says whom each is tagged with.
 */
export const envelop = <F extends Event>(
  catalogue: Catalogue<F>,
  events: readonly F[],
  now: string,
  request: Request,
  tagged: (event: F) => readonly string[],
): NewEvent[] =>
  events.map((event, index) => {
    const type = typeOf(catalogue[event.type as F['type']]);
    const { urns: _, ...actor } = request.actor;
    return {
      id: idOf(request.commandId, index),
      type: event.type,
      data: event.data,
      meta: {
        schemaVersion: type.version,
        occurredOn: type.occurredOn?.(event.data) ?? londonDay(now),
        recordedOn: now,
        actor,
        commandId: request.commandId,
        ...(request.bodyHash === undefined ? {} : { bodyHash: request.bodyHash }),
        correlationId: request.correlationId,
        causationId: request.causationId,
        tags: tagged(event),
      },
    };
  });
