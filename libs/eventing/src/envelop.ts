import { type Catalogue, typeOf } from './catalogue.js';
import { londonDay } from './clock.js';
import { idOf } from './ids.js';
import type { Fact, NewFact } from './message.js';
import type { Request } from './request.js';

/**
 * The facts as they go into the log: ids derived from the command, so that a repeat is recognised; who, when and
 * why beside the data. `now` is the instant of the decision; `tagged` says whom each is tagged with.
 */
export const envelop = <F extends Fact>(
  catalogue: Catalogue<F>,
  facts: readonly F[],
  now: string,
  request: Request,
  tagged: (fact: F) => readonly string[],
): NewFact[] =>
  facts.map((fact, index) => {
    const type = typeOf(catalogue[fact.type as F['type']]);
    const { urns: _, ...actor } = request.actor;
    return {
      id: idOf(request.commandId, index),
      type: fact.type,
      data: fact.data,
      meta: {
        schemaVersion: type.version,
        occurredOn: type.occurredOn?.(fact.data) ?? londonDay(now),
        recordedOn: now,
        actor,
        commandId: request.commandId,
        ...(request.bodyHash === undefined ? {} : { bodyHash: request.bodyHash }),
        correlationId: request.correlationId,
        causationId: request.causationId,
        tags: tagged(fact),
      },
    };
  });
