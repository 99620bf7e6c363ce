import type pg from 'pg';
import { createPool } from '#database';
import {
  type Append,
  type Appended,
  type Delivery,
  EventStore,
  type Expected,
  type Event,
  type Filter,
  HandOver,
  type NewEvent,
  type Place,
  type Position,
  type Recorded,
  type Stored,
} from '#eventing';
import { Appender } from './appender.js';
import { entryOf } from './group.js';
import { Hints } from './hints.js';
import { Listener } from './listener.js';
import { Reading } from './reading.js';
import { follow, type Following } from './subscription.js';
import { Wakeups } from './wakeups.js';

/** The log on PostgreSQL, with `journalMigrations` applied. Positions have no holes. */
export class PostgresEventStore extends EventStore {
  private readonly wakeups = new Wakeups();
  private readonly handOver = new HandOver();
  private readonly appender: Appender;
  private readonly hints: Hints;
  private listener: Listener | undefined;
  private closed = false;

  private constructor(
    private readonly reading: Reading,
    private readonly writing: pg.Pool,
    private readonly url: string,
    private readonly id: string,
    /** The connections it appends on, as the server numbers them. */
    private readonly ours: ReadonlySet<number>,
  ) {
    super();
    this.hints = new Hints(writing);
    const stored = (piece?: Stored): void => {
      if (piece && this.listener) this.handOver.add(piece);
      this.wakeups.wake(piece !== undefined);
    };
    this.appender = new Appender(writing, stored, undefined, this.hints);
  }

  /**
   * Opens the log of a database. It reads through `pool`, which stays the caller's, and appends and listens on
   * connections of its own to `url`, so that neither waits for the other. Throws when the log is not there.
   */
  static async open(options: { pool: pg.Pool; url: string }): Promise<PostgresEventStore> {
    const reading = new Reading(options.pool);
    const { logId } = await reading.head();
    const ours = new Set<number>();
    const writing = createPool(options.url, {
      max: 2,
      application_name: 'groundswell journal',
      idleTimeoutMillis: 0,
    });
    type Numbered = { readonly processID?: number };
    writing.on('connect', (client) => ours.add((client as Numbered).processID ?? 0));
    writing.on('remove', (client) => ours.delete((client as Numbered).processID ?? 0));
    return new PostgresEventStore(reading, writing, options.url, logId, ours);
  }

  /** Lets what is under way finish, then closes its own connections. Subscriptions must have been aborted. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.appender.drained();
    await Promise.all([this.writing.end(), this.listener?.close()]);
  }

  /** Throws `Conflict`; `InDoubt` or `Unreachable` when the database went away. */
  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    if (this.closed) throw new Error('the log is closed');
    return await this.appender.append(entryOf(stream, events, expected));
  }

  /** As many as fit go out as one call, which keeps their order. */
  override async appendInOrder(appends: readonly Append[]): Promise<Appended[]> {
    if (this.closed) throw new Error('the log is closed');
    return await this.appender.inOrder(
      appends.map(({ stream, events, expected }) => entryOf(stream, events, expected)),
    );
  }

  async readStream<F extends Event = Event>(
    stream: string,
    options: { from?: number; limit?: number; backwards?: boolean } = {},
  ): Promise<Recorded<F>[]> {
    return (await this.reading.stream(stream, options)) as unknown as Recorded<F>[];
  }

  override readStreams(
    streams: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Recorded[]>> {
    return this.reading.streams(streams);
  }

  async readAll(
    after: Position,
    options: { limit?: number; filter?: Filter; backwards?: boolean; lazy?: boolean } = {},
  ): Promise<Recorded[]> {
    return await this.reading.after(after, options);
  }

  /** By position, which is the primary key here. */
  override async readEvents(
    places: readonly Place[],
    options: { lazy?: boolean } = {},
  ): Promise<Recorded[]> {
    return await this.reading.at(places, options);
  }

  subscribe(after: Position, options: Following): AsyncIterable<Delivery> {
    const { reading, wakeups, handOver } = this;
    this.listener ??= new Listener(this.url, (sender) => {
      // what we stored ourselves was handed over
      if (sender === undefined || !this.ours.has(sender)) wakeups.wake();
    });
    return follow({ reading, wakeups, handOver, listener: this.listener }, after, options);
  }

  /** Whether listeners elsewhere are told nothing now: the server's queue of notifications is full. */
  get isHushed(): boolean {
    return this.hints.isFull;
  }

  async head(): Promise<Position> {
    return (await this.reading.head()).position;
  }

  logId(): Promise<string> {
    return Promise.resolve(this.id);
  }
}
