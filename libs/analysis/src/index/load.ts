import type { EventStore, Place, Recorded } from '#eventing';

/** The events at these places, in position order. Throws when the index of events names one that the log does not have. */
export async function load(store: EventStore, places: readonly Place[]): Promise<Recorded[]> {
  if (places.length === 0) return [];
  const found = await store.readEvents(places);
  if (found.length !== new Set(places.map((it) => it.position)).size)
    throw new Error('the index of events names one that the log does not have');
  return found;
}
