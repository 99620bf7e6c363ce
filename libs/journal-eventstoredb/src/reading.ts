import { type Filter, ORIGIN, type Position, type Recorded, wantedBy } from '#eventing';
import type { Client } from './client.js';
import { eventOf } from './events.js';
import { ConnectionLost, Unreachable } from './faults.js';
import { Patience } from './patience.js';
import { placeOf, positionOf } from './position.js';
import type { ServerEvent } from './server-event.js';

const PATIENCE_MS = 2_000;
/** Pages grow, as events that are no events, or not asked for, may be many. */
const [FIRST_PAGE, LARGEST_PAGE] = [32, 4_096];

/** The reads of the log. */
export class Reading {
  constructor(private readonly client: Client) {}

  /** The events of one stream. */
  async stream(
    stream: string,
    { from, limit, backwards = false }: { from?: number; limit?: number; backwards?: boolean },
  ): Promise<Recorded[]> {
    if (limit === 0) return [];
    const options = {
      ...(from !== undefined && { from: Math.max(0, from) }),
      ...(limit !== undefined && { limit }),
      backwards,
    };
    if (backwards && from !== undefined && from < 0) return [];
    const events = await this.persistently(() => this.client.readStream(stream, options));
    return events.flatMap((it) => eventOf(it) ?? []);
  }

  /** Events after a position; the last ones first when `backwards`. */
  async after(
    after: Position,
    options: { limit?: number; filter?: Filter; backwards?: boolean },
  ): Promise<Recorded[]> {
    const { limit = Infinity, filter = {}, backwards = false } = options;
    const wanted = wantedBy(filter);
    const found: Recorded[] = [];
    placeOf(after);
    for await (const page of this.pages(after, backwards, limit)) {
      for (const read of page) {
        if (backwards && positionOf(read.position) <= after) return found;
        const event = eventOf(read);
        if (found.length < limit && event && wanted(event)) found.push(event);
      }
      if (found.length >= limit) break;
    }
    return found;
  }

  /** The event at a position, even when its stream was deleted or cut; none when none stands there. */
  async at(position: Position): Promise<Recorded | undefined> {
    const place = placeOf(position);
    const found = place && (await this.persistently(() => this.client.readAt(place)));
    return found && eventOf(found);
  }

  /** The position of the last event. */
  async head(): Promise<Position> {
    const [last] = await this.after(ORIGIN, { limit: 1, backwards: true });
    return last?.position ?? ORIGIN;
  }

  /** All events beyond a position, or back to the first one, page by page, each once. */
  private async *pages(
    after: Position,
    backwards: boolean,
    limit: number,
  ): AsyncGenerator<ServerEvent[]> {
    // one more than asked for: forwards, a page begins with the event it goes on from
    let size = Math.min(Math.max(limit + 1, FIRST_PAGE), LARGEST_PAGE);
    let at = backwards ? undefined : after;
    for (;;) {
      const from = at === undefined ? undefined : placeOf(at);
      const options = { limit: size, backwards };
      const events = await this.persistently(() => this.client.readAll(from, options));
      const fresh = events.filter(({ position }) => {
        const there = positionOf(position);
        return at === undefined || (backwards ? there < at : there > at);
      });
      yield fresh;
      const last = fresh.at(-1);
      if (events.length < size || !last) return;
      at = positionOf(last.position);
      size = Math.min(size * 4, LARGEST_PAGE);
    }
  }

  /** Reading again is harmless, so a connection that broke is not the caller's concern unless it lasts. */
  private async persistently<T>(read: () => Promise<T>): Promise<T> {
    const patience = new Patience(PATIENCE_MS);
    for (;;) {
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error;
        if (!(await patience.wait())) throw new Unreachable(error);
      }
    }
  }
}
