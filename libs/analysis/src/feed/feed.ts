import type { EventStore, Position, Recorded } from '#eventing';
import type { Events, LogReader } from '../index/events.js';
import type { Selection } from '../index/selection.js';

const BATCH = 100;

/** What a feed gives: events, and how far it has looked; `live` when that is the end of the log. */
export interface Given {
  readonly events: readonly Recorded[];
  readonly upTo: Position;
  readonly live: boolean;
}

/** What is followed, from where, and by whom; what they reach is asked for anew each time. */
export interface Following {
  readonly selection: Selection;
  readonly after: Position;
  readonly reader: () => LogReader;
  readonly signal: AbortSignal;
}

/** Everything asked for up to a position, batch by batch, each read when the one before it was taken. */
export async function* upTo(
  events: Events,
  end: Position,
  { selection, after, reader, signal }: Following,
  batch = BATCH,
): AsyncGenerator<Given, void> {
  let at = after;
  while (at < end && !signal.aborted) {
    const found = await events.next(selection, reader(), { after: at, upTo: end, limit: batch });
    at = found.upTo;
    yield { ...found, live: false };
  }
}

/**
 * The same, and then whatever is recorded from now on, until the signal aborts. The position is the whole of its
 * state: whoever goes on from the last one given misses nothing and gets nothing twice.
 */
export async function* follow(
  events: Events,
  store: EventStore,
  following: Following,
): AsyncGenerator<Given, void> {
  const { selection, reader, signal } = following;
  let { after } = following;
  for (let head = await store.head(); after < head && !signal.aborted; head = await store.head()) {
    yield* upTo(events, head, { ...following, after });
    after = head;
  }
  const { types, category } = selection;
  const filter = { ...(types ? { types } : {}), ...(category ? { category } : {}) };
  for await (const it of store.subscribe(after, { signal, filter, batch: BATCH }))
    if (it.kind === 'caughtUp') yield { events: [], upTo: it.position, live: true };
    else {
      const found = await events.among(it.events, selection, reader());
      const last = it.events.at(-1);
      if (last) yield { events: found, upTo: last.position, live: false };
    }
}
