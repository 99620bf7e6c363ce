import { type Recorded, streamOf } from '#eventing';
import type { ParkingEvent } from './parking.events.js';

/** The category of the streams in which operators look after read models and processes. */
export const LOOKED_AFTER = 'house.projection';

/** An event by which an operator asks something of a follower. */
export type Order = Recorded<ParkingEvent>;

const TYPES: Readonly<Record<ParkingEvent['type'], true>> = {
  ParkedEventsRetried: true,
  ParkedEventDiscarded: true,
  RebuildRequested: true,
  RebuildCancelled: true,
};

/** The types of the events by which operators ask something of followers. */
export const ORDERS: readonly string[] = Object.keys(TYPES);

/** The stream of what operators did about a read model or a process. */
export const ordersOf = (name: string): string => streamOf(LOOKED_AFTER, name);

/** Whether an event asks something of the follower of this name. */
export const isOrder = (event: Recorded, name: string): event is Order =>
  Object.hasOwn(TYPES, event.type) && event.stream === ordersOf(name);
