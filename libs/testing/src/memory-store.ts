import { randomUUID } from 'node:crypto';
import {
  type Appended,
  Conflict,
  type Delivery,
  type Event,
  EventStore,
  type Expected,
  type Filter,
  type NewEvent,
  ORIGIN,
  type Position,
  type Recorded,
  wantedBy,
} from '#eventing';

const positionOf = (count: number): Position =>
  count === 0 ? ORIGIN : (String(count).padStart(20, '0') as Position);

/** How many events stand up to a position. Throws for text that no log in memory gave out. */
function countOf(position: Position): number {
  if (!/^([0-9]{20})?$/.test(position)) throw new RangeError('not a position of this log');
  return Number(position);
}

/** A log in memory with the promises of the real ones, apart from outliving the process. */
export class MemoryEventStore extends EventStore {
  private readonly log: Recorded[] = [];
  private readonly streams = new Map<string, Recorded[]>();
  private readonly waiting = new Set<() => void>();
  private readonly id = randomUUID();

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    if (events.length === 0) throw new RangeError('an append has at least one event');
    if (typeof expected === 'number' && (!Number.isSafeInteger(expected) || expected < -1))
      throw new RangeError(`not a revision: ${expected}`);
    // what is kept is what was said then, and a reader's copy is the reader's own
    const written = events.map((it) => copyOf(it));
    await Promise.resolve();
    const past = this.streams.get(stream) ?? [];
    const actual = past.length - 1;
    const revision = expected === 'noStream' ? -1 : expected;
    if (expected === 'streamExists' ? actual < 0 : revision !== 'any' && revision !== actual) {
      const repeated =
        typeof revision === 'number' && past.slice(revision + 1, revision + 1 + events.length);
      const last = repeated ? repeated.at(-1) : undefined;
      if (last && repeated && written.every((it, index) => it.id === repeated[index]?.id))
        return { revision: last.revision, position: last.position };
      throw new Conflict(stream, expected, actual);
    }
    for (const { id, type, data, meta } of written) {
      const event = {
        ...meta,
        id,
        stream,
        revision: past.length,
        position: positionOf(this.log.length + 1),
        type,
        data,
      } as Recorded;
      past.push(event);
      this.log.push(event);
    }
    this.streams.set(stream, past);
    for (const wake of this.waiting) wake();
    return { revision: past.length - 1, position: positionOf(this.log.length) };
  }

  async readStream<F extends Event = Event>(
    stream: string,
    options: { from?: number; limit?: number; backwards?: boolean } = {},
  ): Promise<Recorded<F>[]> {
    const { backwards = false, limit = Infinity } = options;
    const past = this.streams.get(stream) ?? [];
    const found = backwards
      ? past.slice(0, (options.from ?? past.length) + 1).reverse()
      : past.slice(options.from ?? 0);
    return await copiesOf(found.slice(0, limit) as unknown as Recorded<F>[]);
  }

  async readAll(
    after: Position,
    options: { limit?: number; filter?: Filter; backwards?: boolean } = {},
  ): Promise<Recorded[]> {
    const { limit = Infinity, filter = {}, backwards = false } = options;
    const found = this.log.slice(countOf(after)).filter(wantedBy(filter));
    if (backwards) found.reverse();
    return await copiesOf(found.slice(0, limit));
  }

  async *subscribe(
    after: Position,
    options: { signal: AbortSignal; filter?: Filter; batch?: number },
  ): AsyncGenerator<Delivery, void> {
    const { signal, filter = {}, batch = 500 } = options;
    const aborted = () => signal.aborted;
    let at = countOf(after);
    let told = -1;
    while (!aborted()) {
      const next = this.log.slice(at, at + batch);
      at += next.length;
      const events = await copiesOf(next.filter(wantedBy(filter)));
      if (events.length > 0) yield { kind: 'events', events };
      if (at < this.log.length || aborted()) continue;
      if (told !== at) yield { kind: 'caughtUp', position: positionOf(at) };
      told = at;
      if (at >= this.log.length) await this.news(signal);
    }
  }

  head(): Promise<Position> {
    return Promise.resolve(positionOf(this.log.length));
  }

  logId(): Promise<string> {
    return Promise.resolve(this.id);
  }

  private news(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const go = () => {
        this.waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      this.waiting.add(go);
      signal.addEventListener('abort', go);
    });
  }
}

/** A turn of the event loop later, as from a server. */
async function copiesOf<F extends Event>(events: readonly Recorded<F>[]): Promise<Recorded<F>[]> {
  await Promise.resolve();
  return events.map((it) => copyOf(it));
}

/** As JSON, which is what every other log keeps. */
const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
