import type pg from 'pg';
import type { EventStore, Recorded } from '#eventing';
import type { Moment } from './readings.js';

const AT_ONCE = 64;
const STREAMS_A_PAGE = 2_000;

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
    const missing = stretches.filter((it) => !this.isRead(it));
    // a stream that is wanted from its beginning is read whole, many at once
    const whole = missing.filter((it) => it.first === 0);
    const found = await this.store.readStreams(whole.map((it) => it.stream));
    for (const stretch of whole) this.keep(stretch, found.get(stretch.stream) ?? []);
    const parts = missing.filter((it) => it.first > 0);
    const worker = async (): Promise<void> => {
      for (let it = parts.pop(); it; it = parts.pop())
        this.keep(it, await this.store.readStream(it.stream, rangeOf(it)));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return stretches.flatMap((it) => this.read.get(it.stream)?.facts ?? []);
  }

  private isRead({ stream, first, last }: Stretch): boolean {
    const known = this.read.get(stream)?.stretch;
    return known !== undefined && known.first <= first && last <= known.last;
  }

  private keep(stretch: Stretch, facts: readonly Recorded[]): void {
    this.read.set(stretch.stream, { stretch, facts });
  }
}

const rangeOf = ({ first, last }: Stretch) => ({ from: first, limit: last - first + 1 });
