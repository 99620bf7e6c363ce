import type pg from 'pg';
import { type Clock, type EventStore, londonDay, plusDays } from '#eventing';
import { type Condition, type Health, states } from '#health';
import { Days, type FollowerStatus, type Landmark, type Oversight } from '#projections';
import { clockConditions, oddConditions } from './clocks.js';
import { followersOf } from './followers.js';
import { historyOf } from './history.js';
import { databaseConditions, inTime, type Standing, standingOf } from './standing.js';

/** What is looked at. */
export interface Examined {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  readonly logKind: 'postgres' | 'eventstoredb';
  readonly clock: Clock;
  readonly oversight: Pick<Oversight, 'list'>;
  readonly landmark: () => Promise<Landmark | undefined>;
  /** What this process follows; nothing, as the command line, when absent. */
  readonly runner?: Running;
}

/** What a process that follows the log knows of itself. */
export interface Running {
  readonly isAstray: boolean;
  status(): readonly FollowerStatus[];
  ready(): boolean;
}

/** Looks at everything the house stands on, and says in which states it is: in a few seconds, whatever the servers do. */
export class Examination {
  private readonly days: Days;

  constructor(private readonly house: Examined) {
    this.days = new Days(house.pool);
  }

  async examine(): Promise<Health> {
    const { house } = this;
    const database = await standingOf(house.pool);
    const answers = database.state === 'writable' || database.state === 'readable';
    const log = await this.log(database);
    const listed = answers ? await inTime(house.oversight.list()).catch(() => []) : [];
    const { conditions, followers } = followersOf(house.runner?.status() ?? [], listed, log.head);
    const found: Condition[] = [
      ...databaseConditions(database),
      ...log.conditions,
      ...(database.now === undefined ? [] : clockConditions(house.clock, database.now)),
      ...(answers ? await this.oddDays(database.now ?? 0) : []),
      ...(answers && house.runner?.ready() === false ? [{ state: 'building' as const }] : []),
      ...conditions,
    ];
    return {
      conditions: found.length > 0 ? worstFirst(found) : [{ state: 'ready' }],
      database: database.state,
      log: { kind: house.logKind, state: log.state },
      head: log.head,
      followers,
      confidential: { followers: house.runner?.status() ?? listed },
    };
  }

  /** The log itself, and whether it has what this house has seen of it. */
  private async log({ state }: Standing): Promise<
    Pick<Health, 'head'> & {
      readonly state: Health['database'];
      readonly conditions: readonly Condition[];
    }
  > {
    const { pool, store, landmark, logKind, runner } = this.house;
    const own = logKind === 'eventstoredb';
    const there = state === 'writable' || state === 'readable';
    if (!own && !there) return { state, head: null, conditions: [] };
    try {
      if (!there) return { state: 'writable', head: await inTime(store.head()), conditions: [] };
      const isAstray = runner?.isAstray ?? false;
      const history = await inTime(historyOf({ pool, store, landmark, isAstray }));
      return { state: own ? 'writable' : state, ...history };
    } catch (error) {
      const detail = (error as Error).message;
      return { state: 'away', head: null, conditions: [{ state: 'log-away', detail }] };
    }
  }

  private async oddDays(now: number): Promise<Condition[]> {
    const today = londonDay(new Date(now).toISOString());
    const odd = await inTime(this.days.odd(plusDays(today, 1))).catch(() => []);
    return oddConditions(odd);
  }
}

const weight = { nothing: 0, reads: 1, everything: 2 } as const;

const worstFirst = (conditions: readonly Condition[]): Condition[] =>
  [...conditions].sort((a, b) => weight[states[a.state].serves] - weight[states[b.state].serves]);
