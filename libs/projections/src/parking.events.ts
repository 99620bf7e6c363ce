import type { Catalogue, Fact } from '#eventing';

/**
 * The name of a read model or a process.
 * @identity projection
 */
export type ProjectionName = string;

/** What operators do about a read model or a process, as facts about `projection:<name>`. */
export type ParkingEvent =
  | Fact<'ParkedFactsRetried', { projection: ProjectionName; key: string; upTo?: string }>
  | Fact<
      'ParkedFactDiscarded',
      { projection: ProjectionName; key: string; factId: string; reason: string }
    >
  | Fact<'RebuildRequested', { projection: ProjectionName; afresh: boolean }>
  | Fact<'RebuildCancelled', { projection: ProjectionName }>;

/** Versions of the facts about a read model. */
export const parkingEvents: Catalogue<ParkingEvent> = {
  ParkedFactsRetried: 1,
  ParkedFactDiscarded: 1,
  RebuildRequested: 1,
  RebuildCancelled: 1,
};
