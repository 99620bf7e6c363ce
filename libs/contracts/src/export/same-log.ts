import { type EventStore, type Recorded } from '#eventing';
import { BEGINNING, linked } from './chain.js';
import { factsWithin } from './extent.js';
import { substanceOf } from './line.js';
import { exportedFacts } from './read-export.js';
import type { ChainedManifest } from './read-manifest.js';

/** How far a log and an export tell the same. */
export interface Likeness {
  /** How many facts, from the first, are the same in both. */
  readonly same: number;
  /** What the log has after those, if anything. */
  readonly next?: Recorded;
  /** The chain of the log over those. */
  readonly head: string;
}

/** Compares a log with an export, fact by fact, as far as they are the same. Throws `BrokenExport`. */
export async function likenessOf(
  store: EventStore,
  folder: string,
  manifest: ChainedManifest,
): Promise<Likeness> {
  const log = chained(store);
  let same = 0;
  let head = BEGINNING;
  try {
    for await (const page of exportedFacts(folder, manifest))
      for (const { chainhash } of page) {
        const held = await log.next();
        if (held.done) return { same, head };
        if (held.value.hash !== chainhash) return { same, head, next: held.value.fact };
        same += 1;
        head = chainhash;
      }
    const more = await log.next();
    return { same, head, ...(more.done ? {} : { next: more.value.fact }) };
  } finally {
    await log.return();
  }
}

/** Every fact of a log with its hash in the chain. */
async function* chained(store: EventStore): AsyncGenerator<{ hash: string; fact: Recorded }, void> {
  let hash = BEGINNING;
  for await (const page of factsWithin(store, { upTo: await store.head() }))
    for (const fact of page) {
      hash = linked(hash, substanceOf(fact));
      yield { hash, fact };
    }
}
