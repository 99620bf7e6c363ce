import type { Expected, Outcome, Proposed, Stored } from './events.js';
import { firstVisible, type Limits, limitsOf } from './limits.js';

const TICKS = 10_000n;
/** Offset of the first event: the log of a real server begins with entries of its own. */
const FIRST = 1_024n;
/** What a record takes in the log beside its contents. */
const RECORD = 61;

interface Stream {
  readonly events: Stored[];
  readonly revisionOf: Map<string, number>;
  /** What its metadata let be read of it. */
  limits: Limits;
  state: 'open' | 'deleted' | 'tombstone';
}

/** The streams of a server. What is decided is visible once it is said to be durable. */
export class Log {
  readonly all: Stored[] = [];
  private readonly streams = new Map<string, Stream>();
  private readonly waiting = new Set<() => void>();
  private durable = 0;
  private next = FIRST;

  /** How many events can be seen. */
  get visible(): number {
    return this.durable;
  }

  /** Decides a write as EventStoreDB does, repeats included. */
  append(name: string, proposed: readonly Proposed[], expected: Expected): Outcome {
    const stream = this.streams.get(name);
    if (stream?.state === 'tombstone') return { kind: 'deleted' };
    if (stream?.state === 'deleted' && expected === 'streamExists') return { kind: 'deleted' };
    const last = current(stream);
    const gone = last < 0 || stream?.state === 'deleted';
    const wanted = typeof expected === 'bigint' ? Number(expected) : expected;
    const repeated = stream && this.repeat(stream, proposed, wanted);
    if (repeated === 'torn') return { kind: 'conflict', current: last };
    if (repeated) return repeated;
    if (
      wanted === 'noStream'
        ? !gone
        : wanted === 'streamExists'
          ? gone
          : wanted !== 'any' && wanted !== last
    )
      return { kind: 'conflict', current: last };
    for (const it of proposed) this.place(name, it);
    const { revision, position } = this.all.at(-1)!;
    return { kind: 'stored', revision, position };
  }

  /** Hides what a stream holds; a later append goes on with its numbers. */
  delete(name: string, expected: Expected): Outcome {
    const stream = this.streams.get(name);
    if (stream?.state === 'tombstone') return { kind: 'deleted' };
    const refused = this.refuses(stream, expected);
    if (refused) return refused;
    if (current(stream) < 0) return { kind: 'conflict', current: -1 };
    return this.note(`$$${name}`, '$metadata', { $tb: Number.MAX_SAFE_INTEGER });
  }

  /** Ends a stream for good. */
  tombstone(name: string, expected: Expected): Outcome {
    const stream = this.streams.get(name);
    if (stream?.state === 'tombstone') return { kind: 'deleted' };
    return this.refuses(stream, expected) ?? this.note(name, '$streamDeleted', {});
  }

  /** Puts an event at the end of the log; `as` gives it the place it had before a restart. */
  place(name: string, proposed: Proposed, as?: Pick<Stored, 'position' | 'created'>): Stored {
    const stream = this.streamOf(name);
    const position = as?.position ?? this.next;
    const size = RECORD + proposed.data.length + proposed.custom.length + name.length;
    this.next = position + BigInt(size);
    const stored = {
      ...{ ...proposed, stream: name, revision: stream.events.length, position },
      created: as?.created ?? BigInt(Date.now()) * TICKS,
      index: this.all.length,
    };
    if (stream.state === 'deleted') {
      stream.state = 'open';
      stream.limits = { before: stored.revision };
    }
    if (stored.type === '$streamDeleted') stream.state = 'tombstone';
    if (stored.type === '$metadata' && name.startsWith('$$')) {
      const subject = this.streamOf(name.slice(2));
      subject.limits = limitsOf(stored.data);
      if (subject.state !== 'tombstone')
        subject.state = subject.limits.before === Infinity ? 'deleted' : 'open';
    }
    stream.events.push(stored);
    stream.revisionOf.set(stored.id, stored.revision);
    this.all.push(stored);
    return stored;
  }

  /** What was decided so far is durable: whoever waits may see it. */
  show(): void {
    this.durable = this.all.length;
    for (const go of this.waiting) go();
    this.waiting.clear();
  }

  /** The events of a stream that can be read: `undefined` when there is no such stream, or it was deleted. */
  read(name: string): readonly Stored[] | 'tombstone' | undefined {
    const stream = this.streams.get(name);
    if (stream?.state === 'tombstone') return 'tombstone';
    const durable = stream?.events.filter((it) => it.index < this.durable);
    if (!stream || !durable?.length || stream.state === 'deleted') return undefined;
    return durable.slice(firstVisible(durable, stream.limits));
  }

  /** The index of the first visible event at or after a position. */
  indexAt(position: bigint): number {
    let [low, high] = [0, this.durable];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.all[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Resolves when more than `seen` events can be seen, or when `stop` aborts. */
  news(seen: number, stop: AbortSignal): Promise<void> {
    if (this.durable > seen || stop.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const go = () => {
        this.waiting.delete(go);
        stop.removeEventListener('abort', go);
        resolve();
      };
      this.waiting.add(go);
      stop.addEventListener('abort', go);
    });
  }

  /** Exact for a revision; by the ids it remembers for `any` and `streamExists`. */
  private repeat(
    { events, revisionOf, limits }: Stream,
    proposed: readonly Proposed[],
    wanted: number | string,
  ): Outcome | 'torn' | undefined {
    const known = revisionOf.get(proposed[0]!.id);
    const exact = typeof wanted === 'number' || wanted === 'noStream';
    if (!exact && known === undefined) return undefined;
    const after = exact ? (typeof wanted === 'number' ? wanted : -1) : known! - 1;
    if (exact && after >= events.length - 1) return undefined;
    const there = events.slice(after + 1, after + 1 + proposed.length);
    const last = there.at(-1);
    if (last && proposed.every((it, index) => it.id === there[index]?.id))
      return last.revision < firstVisible(events, limits)
        ? { kind: 'repeated', revision: last.revision }
        : { kind: 'repeated', revision: last.revision, position: last.position };
    return exact ? undefined : 'torn';
  }

  private refuses(stream: Stream | undefined, expected: Expected): Outcome | undefined {
    const last = current(stream);
    const agreed =
      expected === 'noStream'
        ? last < 0
        : expected === 'streamExists'
          ? last >= 0
          : expected === 'any' || expected === BigInt(last);
    return agreed ? undefined : { kind: 'conflict', current: last };
  }

  private note(name: string, type: string, data: object): Outcome {
    const { revision, position } = this.place(name, {
      ...{ id: crypto.randomUUID(), type, contentType: 'application/json' },
      data: Buffer.from(JSON.stringify(data)),
      custom: new Uint8Array(),
    });
    return { kind: 'stored', revision, position };
  }

  private streamOf(name: string): Stream {
    const known = this.streams.get(name);
    if (known) return known;
    const stream: Stream = { events: [], revisionOf: new Map(), limits: {}, state: 'open' };
    this.streams.set(name, stream);
    return stream;
  }
}

/** The revision of its last event; -1 when it never had one. */
const current = (stream: Stream | undefined): number => (stream?.events.length ?? 0) - 1;
