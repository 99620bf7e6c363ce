import {
  type Appended,
  type Delivery,
  EventStore,
  type Expected,
  type Event,
  type Filter,
  type NewEvent,
  type Place,
  type Position,
  type Recorded,
} from '#eventing';
import { Appender } from './appender.js';
import { Client } from './client.js';
import { entryOf } from './entry.js';
import { logIdOf } from './log-id.js';
import { Reading } from './reading.js';
import { follow, type Following } from './subscription.js';

const WATCH_MS = 5_000;

/** The log on EventStoreDB 23.10 or later, or on KurrentDB. Positions rise, with gaps. */
export class EventStoreDbEventStore extends EventStore {
  private readonly reading: Reading;
  private readonly appender: Appender;
  private closed = false;

  private constructor(
    private readonly client: Client,
    private readonly id: string,
    private readonly watchMs: number,
  ) {
    super();
    this.reading = new Reading(client);
    this.appender = new Appender(client, this.reading);
  }

  /**
   * Opens the log of a server, `esdb://…`; the first who does gives it its identity. A subscription that is told
   * nothing for `watchMs` looks whether it should have been. Throws `Unreachable` when nobody
   * answers for `patienceMs`.
   */
  static async open(options: {
    url: string;
    watchMs?: number;
    patienceMs?: number;
  }): Promise<EventStoreDbEventStore> {
    const client = new Client(options.url);
    try {
      const logId = await logIdOf(client, options.patienceMs);
      return new EventStoreDbEventStore(client, logId, options.watchMs ?? WATCH_MS);
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  /** Lets what is under way finish, then closes its connections. Subscriptions must have been aborted. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.appender.drained();
    await this.client.close();
  }

  /** Throws `Conflict`; `TooLarge`; `InDoubt` or `Unreachable` when the server went away. */
  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    if (this.closed) throw new Error('the log is closed');
    return await this.appender.append(entryOf(stream, events, expected));
  }

  async readStream<F extends Event = Event>(
    stream: string,
    options: { from?: number; limit?: number; backwards?: boolean } = {},
  ): Promise<Recorded<F>[]> {
    return (await this.reading.stream(stream, options)) as unknown as Recorded<F>[];
  }

  async readAll(
    after: Position,
    options: { limit?: number; filter?: Filter; backwards?: boolean } = {},
  ): Promise<Recorded[]> {
    return await this.reading.after(after, options);
  }

  /** By their streams; what was hidden there (deleted, cut) by its position, as the log keeps it. */
  override async readEvents(places: readonly Place[]): Promise<Recorded[]> {
    const found = await super.readEvents(places);
    if (found.length === places.length) return found;
    const there = new Set(found.map((it) => it.position));
    for (const { position } of places) {
      const hidden = there.has(position) ? undefined : await this.reading.at(position);
      if (hidden) found.push(hidden);
    }
    return found.sort((a, b) => (a.position < b.position ? -1 : 1));
  }

  subscribe(after: Position, options: Following): AsyncIterable<Delivery> {
    return follow(this.client, this.reading, after, options, this.watchMs);
  }

  async head(): Promise<Position> {
    return await this.reading.head();
  }

  logId(): Promise<string> {
    return Promise.resolve(this.id);
  }
}
