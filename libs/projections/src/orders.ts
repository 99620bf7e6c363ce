import { type Recorded, streamOf } from '#eventing';
import type { ParkingEvent } from './parking.events.js';

/** The category of the streams in which operators look after read models and processes. */
export const LOOKED_AFTER = 'house.projection';

/** A fact by which an operator asks something of a follower. */
export type Order = Recorded<ParkingEvent>;

const TYPES: Readonly<Record<ParkingEvent['type'], true>> = {
  ParkedFactsRetried: true,
  ParkedFactDiscarded: true,
  RebuildRequested: true,
  RebuildCancelled: true,
};

/** The types of the facts by which operators ask something of followers. */
export const ORDERS: readonly string[] = Object.keys(TYPES);

/** The stream of what operators did about a read model or a process. */
export const ordersOf = (name: string): string => streamOf(LOOKED_AFTER, name);

/** Whether a fact asks something of the follower of this name. */
export const isOrder = (fact: Recorded, name: string): fact is Order =>
  Object.hasOwn(TYPES, fact.type) && fact.stream === ordersOf(name);
