import { type EventStore, type Recorded } from '#eventing';
import { BEGINNING, linked } from './chain.js';
import { eventsWithin } from './extent.js';
import { substanceOf } from './line.js';
import { exportedEvents } from './read-export.js';
import type { ChainedManifest } from './read-manifest.js';

/** How far a log and an export tell the same. */
export interface Likeness {
  /** How many events, from the first, are the same in both. */
  readonly same: number;
  /** What the log has after those, if anything. */
  readonly next?: Recorded;
  /** The chain of the log over those. */
  readonly head: string;
}

/** Compares a log with an export, event by event, as far as they are the same. Throws `BrokenExport`. */
export async function likenessOf(
  store: EventStore,
  folder: string,
  manifest: ChainedManifest,
): Promise<Likeness> {
  const log = chained(store);
  let same = 0;
  let head = BEGINNING;
  try {
    for await (const page of exportedEvents(folder, manifest))
      for (const { chainhash } of page) {
        const held = await log.next();
        if (held.done) return { same, head };
        if (held.value.hash !== chainhash) return { same, head, next: held.value.event };
        same += 1;
        head = chainhash;
      }
    const more = await log.next();
    return { same, head, ...(more.done ? {} : { next: more.value.event }) };
  } finally {
    await log.return();
  }
}

/** Every event of a log with its hash in the chain. */
async function* chained(
  store: EventStore,
): AsyncGenerator<{ hash: string; event: Recorded }, void> {
  let hash = BEGINNING;
  for await (const page of eventsWithin(store, { upTo: await store.head() }))
    for (const event of page) {
      hash = linked(hash, substanceOf(event));
      yield { hash, event };
    }
}
