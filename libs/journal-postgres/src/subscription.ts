import { setTimeout as pause } from 'node:timers/promises';
import { type Delivery, type Filter, type HandOver, type Position, wantedBy } from '#eventing';
import { isConnectionLoss, Unreachable } from './faults.js';
import type { Listener } from './listener.js';
import { Patience } from './patience.js';
import type { Reading, Stretch } from './reading.js';
import type { Wakeups } from './wakeups.js';

const BATCH = 500;
/** How many positions one look covers, when few of the events are asked for. */
const REACH = 10_000;
/** How long news may be late when nothing tells of it: while we listen, and while we cannot. */
const POLL_MS = { hearing: 5_000, deaf: 1_000 };

/** The least time from one look to the next at the end of the log: under load, news is gathered. */
const REST_MS = 5;

/** What a subscription asks for. */
export interface Following {
  readonly signal: AbortSignal;
  readonly filter?: Filter;
  readonly batch?: number;
}

/** Where a subscription has its events from. */
export interface Sources {
  readonly reading: Reading;
  readonly wakeups: Wakeups;
  readonly handOver: HandOver;
  readonly listener: Pick<Listener, 'hears'>;
}

/**
 * Follows the log: what this process stored is handed over, the rest is read. The position is the whole of its state, so
 * after any break it goes on where it was; it ends when the signal aborts, and throws when it cannot go on.
 */
export async function* follow(
  { reading, wakeups, handOver, listener }: Sources,
  after: Position,
  { signal, filter = {}, batch = BATCH }: Following,
): AsyncGenerator<Delivery, void> {
  const aborted = () => signal.aborted;
  const wanted = wantedBy(filter);
  let at = after;
  let told: Position | undefined;
  /** The news of others that it has looked for; none while there may be more to read. */
  let looked: number | undefined;
  while (!aborted()) {
    const seen = wakeups.latest;
    const began = performance.now();
    const piece = handOver.next(at, batch);
    let rests = false;
    if (piece) {
      at = piece.upTo;
      const events = piece.events().filter(wanted);
      if (events.length > 0) yield { kind: 'events', events };
      continue;
    }
    if (looked !== wakeups.unseen || handOver.isBeyond(at)) {
      const { unseen } = wakeups;
      const stretch = await persistently(
        () => reading.stretch(at, batch, Math.max(REACH, batch), filter),
        signal,
      );
      if (!stretch || aborted()) return;
      at = stretch.upTo;
      looked = stretch.atEnd ? unseen : undefined;
      if (stretch.events.length > 0) yield { kind: 'events', events: stretch.events };
      if (!stretch.atEnd) continue;
      rests = true;
    }
    if (aborted()) return;
    if (told !== at) yield { kind: 'caughtUp', position: at };
    told = at;
    await wakeups.after(seen, listener.hears ? POLL_MS.hearing : POLL_MS.deaf, signal);
    if (wakeups.latest === seen) looked = undefined;
    const rest = began + REST_MS - performance.now();
    if (rests && rest > 0) await pause(rest, undefined, { signal }).catch(() => undefined);
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
