import { type Delivery, type Filter, type Position, type Recorded, wantedBy } from '#eventing';
import type { Client } from './client.js';
import { eventOf } from './events.js';
import { ConnectionLost, Unreachable } from './faults.js';
import { Feed, type News } from './feed.js';
import { Patience } from './patience.js';
import { placeOf, positionOf } from './position.js';
import type { Reading } from './reading.js';

const BATCH = 500;

/** What a subscription asks for. */
export interface Following {
  readonly signal: AbortSignal;
  readonly filter?: Filter;
  readonly batch?: number;
}

/**
 * Follows the log. The position is the whole of its state, so whatever becomes of the server's subscription, it goes
 * on with another one where it was; it ends when the signal aborts, and throws when it cannot go on. When it is told
 * nothing for `watchMs`, it looks whether it should have been.
 */
export async function* follow(
  client: Client,
  reading: Reading,
  after: Position,
  { signal, filter = {}, batch = BATCH }: Following,
  watchMs: number,
): AsyncGenerator<Delivery, void> {
  const aborted = () => signal.aborted;
  const cursor = new Cursor(after, filter);
  let patience = new Patience();
  let told: Position | undefined;
  placeOf(after);
  while (!aborted()) {
    const feed = new Feed((listening) => client.subscribe(placeOf(cursor.at), listening));
    const watch = new Watch(reading);
    let live = false;
    try {
      while (!aborted()) {
        const news = await feed.take(batch, watchMs, signal);
        if (aborted()) return;
        if (news.length === 0) await watch.look(cursor.at);
        else patience = new Patience();
        const events = cursor.take(news);
        live ||= news.some((it) => it.kind === 'caughtUp');
        if (events.length > 0) yield { kind: 'events', events };
        if (!live || !feed.isEmpty || told === cursor.at || aborted()) continue;
        told = cursor.at;
        yield { kind: 'caughtUp', position: cursor.at };
      }
    } catch (error) {
      if (!(error instanceof ConnectionLost) && !(error instanceof Unreachable)) throw error;
    } finally {
      feed.stop();
    }
    await patience.wait(signal);
  }
}

/** How far a subscription has come; it never goes back. */
class Cursor {
  private readonly wanted: (event: Recorded) => boolean;

  constructor(
    public at: Position,
    filter: Filter,
  ) {
    this.wanted = wantedBy(filter);
  }

  /** Moves on, and answers with the events that were asked for: none that was delivered before. */
  take(news: readonly News[]): Recorded[] {
    const events: Recorded[] = [];
    for (const it of news) {
      if (it.kind === 'caughtUp') continue;
      const position = positionOf(it.kind === 'event' ? it.event.position : it.place);
      if (position <= this.at) continue;
      this.at = position;
      const event = it.kind === 'event' ? eventOf(it.event) : undefined;
      if (event && this.wanted(event)) events.push(event);
    }
    return events;
  }
}

/** Finds out that a subscription is silent although there is something to tell. */
class Watch {
  private owed: Position | undefined;

  constructor(private readonly reading: Reading) {}

  /** Throws when what was there at the last look has still not come. */
  async look(at: Position): Promise<void> {
    if (this.owed !== undefined && at < this.owed)
      throw new ConnectionLost('the subscription is silent although the log has gone on');
    const head = await this.reading.head();
    this.owed = head > at ? head : undefined;
  }
}
