import { type EventStore, type Filter, ORIGIN, type Position, type Recorded } from '#eventing';

const BATCH = 1000;

async function* factsOf(
  store: EventStore,
  after: Position,
  filter?: Filter,
): AsyncGenerator<readonly Recorded[]> {
  for (;;) {
    const facts = await store.readAll(after, filter ? { limit: BATCH, filter } : { limit: BATCH });
    const last = facts.at(-1);
    if (!last) return;
    yield facts;
    after = last.position;
  }
}

/** The last facts of the log, oldest first: one pass over it, keeping `limit`. */
export async function lastFacts(
  store: EventStore,
  limit: number,
  filter?: Filter,
): Promise<Recorded[]> {
  let kept: Recorded[] = [];
  for await (const facts of factsOf(store, ORIGIN, filter))
    kept = [...kept, ...facts].slice(-limit);
  return kept;
}

/** One fact by its id, or `undefined`: one pass over the log at most. */
export async function factOf(store: EventStore, id: string): Promise<Recorded | undefined> {
  for await (const facts of factsOf(store, ORIGIN)) {
    const found = facts.find((it) => it.id === id);
    if (found) return found;
  }
  return undefined;
}
