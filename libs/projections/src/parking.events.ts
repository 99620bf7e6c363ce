import type { Catalogue, Fact } from '#eventing';

/** What operators do about a read model or a process, as facts about `projection:<name>`. */
export type ParkingEvent =
  | Fact<'ParkedFactsRetried', { projection: string; key: string; upTo?: string }>
  | Fact<'ParkedFactDiscarded', { projection: string; key: string; factId: string; reason: string }>
  | Fact<'RebuildRequested', { projection: string; afresh: boolean }>
  | Fact<'RebuildCancelled', { projection: string }>;

const projection = (d: { projection: string }) => `projection:${d.projection}`;

/** Versions and identities of the facts about a read model. */
export const parkingEvents: Catalogue<ParkingEvent> = {
  ParkedFactsRetried: { version: 1, about: (d) => [projection(d)] },
  ParkedFactDiscarded: { version: 1, about: (d) => [projection(d)] },
  RebuildRequested: { version: 1, about: (d) => [projection(d)] },
  RebuildCancelled: { version: 1, about: (d) => [projection(d)] },
};
