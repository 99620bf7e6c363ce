import type pg from 'pg';
import { type AnyProjection, type EventStore, NotFound, type Position, Refusal } from '#eventing';
import { BadCursor, cursorAfter, NotReady, placeOf } from '#read-model';
import { Discards } from '../operators/discards.js';
import type { FollowerId } from '../following/follower-id.js';
import { parkedFrom } from '../operators/parked.js';
import { type ParkedEvent, parkedFor, parkedUnder } from '../operators/parked-events.js';
import { retried } from '../operators/retry.js';
import { type ProjectionStatus, projectionStatuses } from './projection-status.js';

/** A part of what is parked. */
export interface ParkedPage {
  readonly items: readonly ParkedEvent[];
  /** The cursor of the part that follows, when there is one. */
  readonly next?: string;
}

/** What trying a parked key again would come to. */
export interface Trial {
  readonly key: string;
  /** How many events of the key would wait no longer, and how many still. */
  readonly settled: number;
  readonly waiting: number;
  /** Why the first of those could not be folded. */
  readonly error: string | null;
}

const MOST_TRIALS = 100;

/** What operators look at before they ask anything of a read model or a process; it changes nothing. */
export class Oversight {
  constructor(
    private readonly pool: pg.Pool,
    private readonly store: EventStore,
    private readonly projections: readonly AnyProjection[],
  ) {}

  /** Every follower, with what is parked and how far rebuilds are. */
  list(): Promise<ProjectionStatus[]> {
    return projectionStatuses(this.pool, this.projections);
  }

  /**
   * What is parked, in order of key and position: a page of it, and the cursor of the next when there is more. Throws
   * `NotFound` or `BadCursor`.
   */
  async parked(
    name: string,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<ParkedPage> {
    const after = cursor === undefined ? undefined : parkedPlace(cursor);
    const part = { after, limit: limit + 1 };
    const parked = await parkedFor(this.pool, await this.live(name), part);
    const items = parked.slice(0, limit);
    const last = items.at(-1);
    if (!last || parked.length <= limit) return { items };
    return { items, next: cursorAfter([], { key: `${last.position} ${last.key}` }) };
  }

  /**
   * What trying parked keys again would come to now: the one named, or the first hundred. Throws `NotFound`, or a
   * `Refusal` when nothing of the key is parked.
   */
  async trials(name: string, asked?: string, upTo?: Position): Promise<Trial[]> {
    const { pool, store } = this;
    const live = await this.live(name);
    const declared = this.projections.find((it) => it.name === name && it.version === live.version);
    if (!declared && live.kind === 'process')
      throw new Refusal('not-to-be-tried', `${name} acts rather than folds: only a retry tells.`);
    if (!declared) throw new NotReady(name);
    if (asked !== undefined) await this.assertParked(name, asked);
    const projection = await new Discards(store).honoured(declared);
    const parked = await parkedFrom(pool, live);
    const place = { pool, store, projection, follower: live, parked, at: live.position };
    const trials: Trial[] = [];
    for (const key of asked === undefined ? [...parked.keys()].slice(0, MOST_TRIALS) : [asked]) {
      const { settled, waiting } = await retried(place, key, upTo ?? live.position);
      const still = waiting.filter((it) => it.key === key);
      trials.push({ key, settled, waiting: still.length, error: still[0]?.error ?? null });
    }
    return trials;
  }

  /** Throws a `Refusal` unless a key is parked; with an event, unless that event is. */
  async assertParked(name: string, key: string, eventId?: string): Promise<void> {
    const waiting = await parkedUnder(this.pool, await this.live(name), key);
    if (waiting.some((it) => eventId === undefined || it.eventId === eventId)) return;
    throw new Refusal(
      'not-parked',
      `Nothing like that is parked for ${name}: see what is, and name a key (and event) of that list.`,
    );
  }

  /** Throws a `Refusal` while a rebuild is under way, or (`underWay`) while none is. */
  async assertRebuild(name: string, wanted: 'none' | 'underWay'): Promise<void> {
    const { kind } = await this.live(name);
    if (kind !== 'projection')
      throw new Refusal('not-a-read-model', `${name} is a ${kind}: it has no rows to build anew.`);
    const { rows } = await this.pool.query<{ version: number }>(
      `select version from house.rebuilds where projection = $1 and state = 'building'`,
      [name],
    );
    if (rows[0] && wanted === 'none')
      throw new Refusal(
        'rebuild-under-way',
        `Version ${rows[0].version} of ${name} is being built: wait for it, or cancel it first.`,
      );
    if (!rows[0] && wanted === 'underWay')
      throw new Refusal('no-rebuild-under-way', `No rebuild of ${name} is under way.`);
  }

  private async live(name: string): Promise<FollowerId & { kind: string; position: Position }> {
    const { rows } = await this.pool.query<FollowerId & { kind: string; position: Position }>(
      'select name, version, kind, position from house.followers where name = $1 and live',
      [name],
    );
    if (!rows[0]) throw new NotFound(`projection:${name}`);
    return rows[0];
  }
}

/** The place in the list that a cursor continues after. */
function parkedPlace(cursor: string): { key: string; position: string } {
  const text = placeOf(cursor, [])?.key ?? '';
  const at = text.indexOf(' ');
  if (at < 0) throw new BadCursor();
  return { key: text.slice(at + 1), position: text.slice(0, at) };
}
