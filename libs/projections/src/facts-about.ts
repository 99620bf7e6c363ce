import type pg from 'pg';
import type { EventStore, Recorded } from '#eventing';
import type { Moment } from './readings.js';

const AT_ONCE = 64;
const STREAMS_A_PAGE = 256;

interface Stretch {
  readonly stream: string;
  readonly first: number;
  readonly last: number;
}

/** Which facts are looked for: those about these identities, or about any. */
export interface Wanted {
  readonly identities: readonly string[] | 'any';
  readonly types: readonly string[];
  readonly moment: Moment;
}

/** Whether a fact counts at a moment. */
export const countsAt = (fact: Recorded, { upTo, clock, day }: Moment): boolean =>
  fact.position <= upTo && (clock === 'recorded' || fact.occurredOn <= day);

/**
 * Finds facts by the about index and reads them from their streams, which every store does well. One instance
 * answers one question and keeps the stretches it has read.
 */
export class FactsAbout {
  private readonly read = new Map<string, { stretch: Stretch; facts: readonly Recorded[] }>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
  ) {}

  /** Pages of facts, each page in no particular order. */
  async *pages(wanted: Wanted): AsyncGenerator<Recorded[]> {
    const { identities, types, moment } = wanted;
    const named = identities === 'any' ? undefined : new Set(identities);
    const type = new Set(types);
    const stretches = await this.stretches(wanted);
    for (let at = 0; at < stretches.length; at += STREAMS_A_PAGE) {
      const facts = await this.load(stretches.slice(at, at + STREAMS_A_PAGE));
      yield facts.filter(
        (it) =>
          type.has(it.type) &&
          countsAt(it, moment) &&
          (!named || it.about.some((identity) => named.has(identity))),
      );
    }
  }

  /** The same at once, in position order. */
  async all(wanted: Wanted): Promise<Recorded[]> {
    const facts: Recorded[] = [];
    for await (const page of this.pages(wanted)) for (const fact of page) facts.push(fact);
    return facts.sort((a, b) => (a.position < b.position ? -1 : 1));
  }

  private async stretches({ identities, types, moment }: Wanted): Promise<Stretch[]> {
    const [where, values] =
      identities === 'any' ? ['place = 0', []] : ['identity = any($3)', [identities]];
    const { rows } = await this.pool.query<Stretch>(
      `select stream, min(revision) as first, max(revision) as last from house.about
       where type = any($1) and position <= $2 and ${where}
       group by stream order by min(position)`,
      [types, moment.upTo, ...values],
    );
    return rows;
  }

  private async load(stretches: readonly Stretch[]): Promise<Recorded[]> {
    const found: (readonly Recorded[])[] = [];
    const queue = [...stretches];
    const worker = async (): Promise<void> => {
      for (let it = queue.pop(); it; it = queue.pop()) found.push(await this.stretch(it));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return found.flat();
  }

  private async stretch(wanted: Stretch): Promise<readonly Recorded[]> {
    const { stream } = wanted;
    const known = this.read.get(stream);
    if (known && known.stretch.first <= wanted.first && wanted.last <= known.stretch.last)
      return known.facts;
    const { first: from, last } = wanted;
    // a stream that is wanted from its beginning is read whole: a store may answer many such at once
    const part = from === 0 ? undefined : { from, limit: last - from + 1 };
    const facts = await this.store.readStream(stream, part);
    this.read.set(stream, { stretch: wanted, facts });
    return facts;
  }
}
