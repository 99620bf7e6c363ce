import { setTimeout as pause } from 'node:timers/promises';
import type { Delivery, Filter, Position } from '#eventing';
import { isConnectionLoss, Unreachable } from './faults.js';
import { Patience } from './patience.js';
import type { Reading, Stretch } from './reading.js';
import type { Wakeups } from './wakeups.js';

const BATCH = 500;
/** How many positions one look covers, when few of the facts are asked for. */
const REACH = 10_000;
/** How long news may be late when nothing tells of it. */
const POLL_MS = 1_000;

/** The least time from one look to the next at the end of the log: under load, news is gathered. */
const REST_MS = 5;

/** What a subscription asks for. */
export interface Following {
  readonly signal: AbortSignal;
  readonly filter?: Filter;
  readonly batch?: number;
}

/**
 * Follows the log. The position is the whole of its state, so after any break it goes on where it was; it ends
 * when the signal aborts, and throws when it cannot go on.
 */
export async function* follow(
  reading: Reading,
  wakeups: Wakeups,
  after: Position,
  { signal, filter = {}, batch = BATCH }: Following,
): AsyncGenerator<Delivery, void> {
  const aborted = () => signal.aborted;
  let at = after;
  let told: Position | undefined;
  while (!aborted()) {
    const seen = wakeups.latest;
    const looked = performance.now();
    const stretch = await persistently(
      () => reading.stretch(at, batch, Math.max(REACH, batch), filter),
      signal,
    );
    if (!stretch || aborted()) return;
    at = stretch.upTo;
    if (stretch.facts.length > 0) yield { kind: 'facts', facts: stretch.facts };
    if (!stretch.atEnd || aborted()) continue;
    if (told !== at) yield { kind: 'caughtUp', position: at };
    told = at;
    await wakeups.after(seen, POLL_MS, signal);
    const rest = looked + REST_MS - performance.now();
    if (rest > 0) await pause(rest, undefined, { signal }).catch(() => undefined);
  }
}

/** Looks until the database answers; undefined when the signal aborts first. */
async function persistently(
  look: () => Promise<Stretch>,
  signal: AbortSignal,
): Promise<Stretch | undefined> {
  const patience = new Patience();
  while (!signal.aborted) {
    try {
      return await look();
    } catch (error) {
      if (!isConnectionLoss(error) && !(error instanceof Unreachable)) throw error;
      await patience.wait(signal);
    }
  }
  return undefined;
}
