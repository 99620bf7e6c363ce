import type pg from 'pg';
import { type EventStore, ORIGIN, type Place, type Position, type Recorded } from '#eventing';
import type { Moment } from './readings.js';

/** Places looked up at first, and each time twice as many: who gives up early has not paid for all. */
const FIRST_PLACES = 8_192;
const FACTS_A_PAGE = 8_192;

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
 * Finds facts by the about index and reads them by their places. One instance answers one question and keeps the
 * facts it has read.
 */
export class FactsAbout {
  private readonly read = new Map<Position, Recorded>();
  /** Every fact that counts, in order, and which of them name an identity; known once all were asked for. */
  private every?: { facts: readonly Recorded[]; naming: ReadonlyMap<string, readonly number[]> };

  constructor(
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
    private readonly question: Question,
  ) {}

  /** Pages of facts, in position order. */
  async *pages(identities: Identities): AsyncGenerator<Recorded[]> {
    const every: Recorded[] = [];
    let after = ORIGIN;
    for (let limit = FIRST_PLACES; ; limit *= 2) {
      const places = await this.places(identities, after, limit);
      for (let at = 0; at < places.length; at += FACTS_A_PAGE) {
        const page = await this.load(places.slice(at, at + FACTS_A_PAGE));
        if (identities === 'any') for (const fact of page) every.push(fact);
        yield page;
      }
      const last = places.at(-1);
      if (!last || places.length < limit) break;
      after = last.position;
    }
    if (identities === 'any') this.every = { facts: every, naming: namingIn(every) };
  }

  /** The facts about these identities, in position order. */
  async all(identities: readonly string[]): Promise<Recorded[]> {
    const { every } = this;
    const facts: Recorded[] = [];
    if (!every) {
      for await (const page of this.pages(identities)) for (const fact of page) facts.push(fact);
      return facts;
    }
    const found = Uint32Array.from(identities.flatMap((it) => every.naming.get(it) ?? [])).sort();
    found.forEach((nth, index) => {
      const fact = every.facts[nth];
      if (fact && nth !== found[index - 1]) facts.push(fact);
    });
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

  private async load(places: readonly Place[]): Promise<Recorded[]> {
    const missing = places.filter((it) => !this.read.has(it.position));
    if (missing.length > 0)
      for (const fact of await this.store.readPlaces(missing)) this.read.set(fact.position, fact);
    return places.flatMap((it) => {
      const fact = this.read.get(it.position);
      return fact && countsAt(fact, this.question.moment) ? [fact] : [];
    });
  }
}

/** For each identity, which of the facts name it. */
function namingIn(facts: readonly Recorded[]): Map<string, number[]> {
  const naming = new Map<string, number[]>();
  for (const [nth, { about }] of facts.entries())
    for (const identity of about) {
      const its = naming.get(identity);
      if (its) its.push(nth);
      else naming.set(identity, [nth]);
    }
  return naming;
}
