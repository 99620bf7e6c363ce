import type { AnyProjection, EventStore, Recorded } from '#eventing';
import { isOrder, ordersOf } from './orders.js';

/** Whether an event is left out of the fold of a row, or (by its stream) of every row. */
export type Discarded = (eventId: string, key: string) => boolean;

const pair = (eventId: string, key: string): string => `${eventId} ${key}`;

/**
 * The events that operators discarded from a read model or a process, whenever they did: a discard says that an event
 * was never to be folded, so every fold leaves it out, also one about a day before.
 */
export class Discards {
  constructor(private readonly store: EventStore) {}

  /** What is discarded for this name, by the events of the log. */
  async of(name: string): Promise<Discarded> {
    const orders = await this.store.readStream(ordersOf(name));
    const pairs = new Set(orders.flatMap((it) => discardIn(it, name)));
    return (eventId, key) => pairs.has(pair(eventId, key));
  }

  /** The projection without the events that are discarded from it. */
  async honoured(projection: AnyProjection, name = projection.name): Promise<AnyProjection> {
    const orders = await this.store.readStream(ordersOf(name), { limit: 1 });
    return orders.length === 0 ? projection : honouring(projection, await this.of(name));
  }
}

function discardIn(order: Recorded, name: string): string[] {
  if (!isOrder(order, name) || order.type !== 'ParkedEventDiscarded') return [];
  return [pair(order.data.eventId, order.data.key)];
}

/** The projection without what is discarded: it touches no row where an event is left out. */
export function honouring(projection: AnyProjection, discarded: Discarded): AnyProjection {
  return {
    ...projection,
    key: (event: Recorded) =>
      discarded(event.id, event.stream)
        ? []
        : [projection.key(event as never)].flat().filter((key) => !discarded(event.id, key)),
  };
}
