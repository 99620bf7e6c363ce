import { type EventStore, type Filter, ORIGIN, type Position, type Recorded } from '#eventing';

const BATCH = 1000;

async function* factsOf(store: EventStore): AsyncGenerator<readonly Recorded[]> {
  for (let after: Position = ORIGIN; ;) {
    const facts = await store.readAll(after, { limit: BATCH });
    const last = facts.at(-1);
    if (!last) return;
    yield facts;
    after = last.position;
  }
}

/** The last facts of the log, oldest first. */
export async function lastFacts(
  store: EventStore,
  limit: number,
  filter?: Filter,
): Promise<Recorded[]> {
  const options = { limit, backwards: true, ...(filter ? { filter } : {}) };
  return (await store.readAll(ORIGIN, options)).reverse();
}

/** One fact by its id, or `undefined`: one pass over the log at most. */
export async function factOf(store: EventStore, id: string): Promise<Recorded | undefined> {
  for await (const facts of factsOf(store)) {
    const found = facts.find((it) => it.id === id);
    if (found) return found;
  }
  return undefined;
}
