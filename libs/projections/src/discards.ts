import type { EventStore, Recorded } from '#eventing';
import type { AnyProjection } from './fold.js';
import { isOrder, ordersOf } from './orders.js';

/** Whether a fact is left out of the fold of a row, or (by its stream) of every row. */
export type Discarded = (factId: string, key: string) => boolean;

const pair = (factId: string, key: string): string => `${factId} ${key}`;

/**
 * The facts that operators discarded from a read model or a process, whenever they did: a discard says that a fact
 * was never to be folded, so every fold leaves it out, also one about a day before.
 */
export class Discards {
  constructor(private readonly store: EventStore) {}

  /** What is discarded for this name, by the facts of the log. */
  async of(name: string): Promise<Discarded> {
    const orders = await this.store.readStream(ordersOf(name));
    const pairs = new Set(orders.flatMap((it) => discardIn(it, name)));
    return (factId, key) => pairs.has(pair(factId, key));
  }

  /** The projection without the facts that are discarded from it. */
  async honoured(projection: AnyProjection, name = projection.name): Promise<AnyProjection> {
    const orders = await this.store.readStream(ordersOf(name), { limit: 1 });
    return orders.length === 0 ? projection : honouring(projection, await this.of(name));
  }
}

function discardIn(order: Recorded, name: string): string[] {
  if (!isOrder(order, name) || order.type !== 'ParkedFactDiscarded') return [];
  return [pair(order.data.factId, order.data.key)];
}

/** The projection without what is discarded: it touches no row where a fact is left out. */
export function honouring(projection: AnyProjection, discarded: Discarded): AnyProjection {
  return {
    ...projection,
    key: (fact: Recorded) =>
      discarded(fact.id, fact.stream)
        ? []
        : [projection.key(fact as never)].flat().filter((key) => !discarded(fact.id, key)),
  };
}
