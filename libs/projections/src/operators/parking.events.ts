import type { Catalogue, Event } from '#eventing';

/**
 * The name of a read model or a process.
 * @identity projection
 */
export type ProjectionName = string;

/** What operators do about a read model or a process, as events about `projection:<name>`. */
export type ParkingEvent =
  | Event<'ParkedEventsRetried', { projection: ProjectionName; key: string; upTo?: string }>
  | Event<
      'ParkedEventDiscarded',
      { projection: ProjectionName; key: string; eventId: string; reason: string }
    >
  | Event<'RebuildRequested', { projection: ProjectionName; afresh: boolean }>
  | Event<'RebuildCancelled', { projection: ProjectionName }>;

/** Versions of the events about a read model. */
export const parkingEvents: Catalogue<ParkingEvent> = {
  ParkedEventsRetried: 1,
  ParkedEventDiscarded: 1,
  RebuildRequested: 1,
  RebuildCancelled: 1,
};
