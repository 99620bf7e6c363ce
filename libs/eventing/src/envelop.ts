import { type Catalogue, identitiesOf } from './catalogue.js';
import { londonDay } from './clock.js';
import { idOf } from './ids.js';
import type { Fact, NewFact } from './message.js';
import type { Request } from './request.js';

/**
 * The facts as they go into the log: ids derived from the command, so that a repeat is recognised; who, when and
 * why beside the data; about whom by the catalogue. `now` is the instant of the decision.
 */
export const envelop = <F extends Fact>(
  catalogue: Catalogue<F>,
  facts: readonly F[],
  now: string,
  request: Request,
): NewFact[] =>
  facts.map((fact, index) => {
    const type = catalogue[fact.type as F['type']];
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
        about: identitiesOf(catalogue, fact),
      },
    };
  });
