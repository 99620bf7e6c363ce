import type { Recorded } from './message.js';

/** Where an event stands: in its stream and in the log. */
export type Place = Pick<Recorded, 'stream' | 'revision' | 'position'>;

const AT_ONCE = 64;

/** Reads part of a stream, oldest first. */
type ReadPart = (stream: string, part: { from: number; limit: number }) => Promise<Recorded[]>;

/** The events at these places, in position order, read from their streams, several streams at once. */
export async function eventsByStreams(
  places: readonly Place[],
  read: ReadPart,
): Promise<Recorded[]> {
  const wanted = new Map<string, Set<number>>();
  for (const { stream, revision } of places) {
    const its = wanted.get(stream);
    if (its) its.add(revision);
    else wanted.set(stream, new Set([revision]));
  }
  const queue = [...wanted];
  const found: Recorded[] = [];
  const worker = async (): Promise<void> => {
    for (let it = queue.pop(); it; it = queue.pop()) {
      const [stream, revisions] = it;
      const [from = 0, ...rest] = [...revisions].sort((a, b) => a - b);
      const events = await read(stream, { from, limit: (rest.at(-1) ?? from) - from + 1 });
      for (const event of events) if (revisions.has(event.revision)) found.push(event);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found.sort((a, b) => (a.position < b.position ? -1 : 1));
}
