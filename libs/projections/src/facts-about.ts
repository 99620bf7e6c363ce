import type pg from 'pg';
import { type EventStore, ORIGIN, type Place, type Position, type Recorded } from '#eventing';
import type { Moment } from '#read-model';

/** Places looked up at first, and each time twice as many: who gives up early has not paid for all. */
const FIRST_PLACES = 8_192;
/** Few enough to be gone from memory soon, and to be folded while the next are read. */
const FACTS_A_PAGE = 1_024;

/** Which facts count in an answer. */
export interface Question {
  readonly types: readonly string[];
  readonly moment: Moment;
}

/** Whose facts are looked for: those about these identities, or about any. */
export type Identities = readonly string[] | 'any';

/** Whether a fact counts at a moment. */
export const countsAt = (fact: Recorded, { upTo, clock, day }: Moment): boolean =>
  fact.position <= upTo && (clock === 'recorded' || fact.occurredOn <= day);

/**
 * Finds facts by the about index and reads them by their places. One instance answers one question and keeps what it
 * read about identities, which are asked for again; of any it keeps none.
 */
export class FactsAbout {
  private readonly read = new Map<Position, Recorded>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
    private readonly question: Question,
  ) {}

  /** Pages of facts, in position order; the next is read while one is looked at. */
  async *pages(identities: Identities): AsyncGenerator<Recorded[]> {
    const kept = identities !== 'any';
    let after = ORIGIN;
    for (let limit = FIRST_PLACES; ; limit *= 2) {
      const places = await this.places(identities, after, limit);
      let next = this.load(places.slice(0, FACTS_A_PAGE), kept);
      for (let at = FACTS_A_PAGE; at < places.length + FACTS_A_PAGE; at += FACTS_A_PAGE) {
        const page = await next;
        next = this.load(places.slice(at, at + FACTS_A_PAGE), kept);
        // whoever stops here does not hear of it any more
        next.catch(() => undefined);
        yield page;
      }
      const last = places.at(-1);
      if (!last || places.length < limit) return;
      after = last.position;
    }
  }

  /** The facts about these identities, in position order. */
  async all(identities: readonly string[]): Promise<Recorded[]> {
    const facts: Recorded[] = [];
    for await (const page of this.pages(identities)) for (const fact of page) facts.push(fact);
    return facts;
  }

  private async places(
    identities: Identities,
    after: Position,
    limit: number,
  ): Promise<readonly Place[]> {
    const { types, moment } = this.question;
    const [what, where, values] =
      identities === 'any'
        ? ['', 'place = 0', []]
        : ['distinct', 'identity = any($5)', [identities]];
    const { rows } = await this.pool.query<Place>(
      `select ${what} position, stream, revision from house.about
       where type = any($1) and position > $2 and position <= $3 and ${where}
       order by position limit $4`,
      [types, after, moment.upTo, limit, ...values],
    );
    return rows;
  }

  private async load(places: readonly Place[], kept: boolean): Promise<Recorded[]> {
    const missing = kept ? places.filter((it) => !this.read.has(it.position)) : places;
    const found = missing.length > 0 ? await this.store.readPlaces(missing) : [];
    const { moment } = this.question;
    if (!kept) return found.filter((it) => countsAt(it, moment));
    for (const fact of found) this.read.set(fact.position, fact);
    return places.flatMap((it) => {
      const fact = this.read.get(it.position);
      return fact && countsAt(fact, moment) ? [fact] : [];
    });
  }
}
