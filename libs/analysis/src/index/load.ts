import type { EventStore, Position, Recorded } from '#eventing';

const AT_ONCE = 8;
/** Reading a few facts that were not asked for costs less than asking twice. */
const GAP = 16;

/** Where a fact is. */
export interface Place {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
}

interface Run {
  readonly stream: string;
  readonly from: number;
  to: number;
}

/** The facts at these places, from their streams, which every store reads well; in position order. */
export async function load(store: EventStore, places: readonly Place[]): Promise<Recorded[]> {
  const wanted = new Set(places.map((it) => it.position));
  const found: Recorded[] = [];
  const queue = runsOf(places);
  const worker = async (): Promise<void> => {
    for (let it = queue.pop(); it; it = queue.pop()) {
      const { stream, from, to } = it;
      const facts = await store.readStream(stream, { from, limit: to - from + 1 });
      found.push(...facts.filter((fact) => wanted.has(fact.position)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (found.length !== wanted.size)
    throw new Error('the index of facts names one that the log does not have');
  return found.sort((a, b) => (a.position < b.position ? -1 : 1));
}

function runsOf(places: readonly Place[]): Run[] {
  const runs: Run[] = [];
  const last = new Map<string, Run>();
  for (const { stream, revision } of [...places].sort((a, b) => a.revision - b.revision)) {
    const run = last.get(stream);
    if (run && revision - run.to <= GAP) run.to = revision;
    else {
      const begun = { stream, from: revision, to: revision };
      last.set(stream, begun);
      runs.push(begun);
    }
  }
  return runs;
}
