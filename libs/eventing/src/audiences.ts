import type { Aggregates } from './aggregates.js';
import type { AnyAggregate } from './aggregate.js';
import type { Asking, Shown } from './audience.js';
import { type Clock, londonDay } from './clock.js';
import type { EventStore } from './event-store.js';
import type { Recorded } from './message.js';
import { within } from './request.js';
import { redacted, shownOf } from './shown.js';

const MOST_KEPT = 10_000;
const AT_ONCE = 64;

/**
 * What callers are shown of subjects: the one port that every way out asks. It is judged by the stream as it is now and on
 * the present day, whenever the event was recorded. A stream is read once at most, and none whole whose aggregate has no
 * audience of its own.
 */
export class Audiences {
  /** The identities of first events, which never change. */
  private readonly firsts = new Map<string, readonly string[]>();

  constructor(
    private readonly store: EventStore,
    readonly aggregates: Aggregates,
    private readonly clock: Clock,
  ) {}

  /** What a caller is shown of each of these streams; nothing of one that has no events. */
  async shown(caller: Asking, streams: Iterable<string>): Promise<ReadonlyMap<string, Shown>> {
    const found = new Map<string, Shown>();
    const whole: [string, AnyAggregate][] = [];
    const first: [string, AnyAggregate | undefined][] = [];
    for (const stream of new Set(streams)) {
      const owner = this.aggregates.ofStream(stream);
      if (owner?.audience && !owner.audience.widens) whole.push([stream, owner]);
      else if (caller.scope === 'all') found.set(stream, 'everything');
      else first.push([stream, owner]);
    }
    const identities = await this.firstOf(first.map(([stream]) => stream));
    for (const [stream, owner] of first) {
      const granted = within(caller.scope, identities.get(stream) ?? []);
      if (!granted && owner?.audience) whole.push([stream, owner]);
      else found.set(stream, granted ? 'everything' : 'nothing');
    }
    if (whole.length === 0) return found;
    const today = londonDay(this.clock.now());
    const read = await this.store.readStreams(whole.map(([stream]) => stream));
    for (const [stream, owner] of whole) {
      const events = read.get(stream) ?? [];
      const id = stream.slice(owner.decider.category.length + 1);
      const shown = events[0] && shownOf(owner, caller, events, events[0].tags, { id, today });
      found.set(stream, shown ?? 'nothing');
    }
    return found;
  }

  /** What a caller is shown of one stream. */
  async shownOf(caller: Asking, stream: string): Promise<Shown> {
    return (await this.shown(caller, [stream])).get(stream) ?? 'nothing';
  }

  /** The events that a caller may know, in their order, each with what is withheld left out. */
  async events<E extends Told>(caller: Asking, events: readonly E[]): Promise<readonly E[]> {
    for (const { stream, revision, tags } of events) if (revision === 0) this.keep(stream, tags);
    const streams = events.map((it) => it.stream);
    const shown = await this.shown(caller, streams);
    const parts = [...shown].filter(([, it]) => it === 'redacted').map(([stream]) => stream);
    const identities = await this.firstOf(parts);
    return events.flatMap((it) => {
      const much = shown.get(it.stream);
      if (much === 'everything') return [it];
      if (much !== 'redacted') return [];
      const owner = this.aggregates.ofStream(it.stream);
      const fields = owner?.audience?.withholds ?? [];
      // what a withheld field names is not named beside it either
      const open = [owner?.decider.identity, 'urn', 'partnership'];
      const tags = it.tags.filter(
        (its) =>
          open.includes(its.slice(0, its.indexOf(':'))) && identities.get(it.stream)?.includes(its),
      );
      return [{ ...it, tags, ...('data' in it ? { data: redacted(it.data, fields) } : {}) }];
    });
  }

  private async firstOf(streams: readonly string[]): Promise<Map<string, readonly string[]>> {
    const found = new Map<string, readonly string[]>();
    const queue = [...streams];
    const worker = async (): Promise<void> => {
      for (let it = queue.pop(); it !== undefined; it = queue.pop()) {
        const known =
          this.firsts.get(it) ?? (await this.store.readStream(it, { limit: 1 }))[0]?.tags;
        if (!known) continue;
        this.keep(it, known);
        found.set(it, known);
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, queue.length) }, worker));
    return found;
  }

  private keep(stream: string, identities: readonly string[]): void {
    if (this.firsts.size >= MOST_KEPT) this.firsts.clear();
    this.firsts.set(stream, identities);
  }
}

/** As much of an event as tells whose it is; what it says, where that is at hand. */
type Told = Pick<Recorded, 'stream' | 'revision' | 'tags'> & { readonly data?: unknown };
