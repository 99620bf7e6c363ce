import { isDeepStrictEqual } from 'node:util';
import { getMetadataArgsStorage } from 'typeorm';
import { snakeCase } from '#database';
import { type AnyProjection, ORIGIN, type Position } from '#eventing';
import { rowsOf } from '../rows-of.js';
import { type Play, Violation } from './play.js';
import type { World } from './world.js';

/** A follower as the database has it. */
interface Follower {
  readonly name: string;
  readonly version: number;
  readonly live: boolean;
  readonly epoch: number;
  readonly owner: string | null;
  readonly position: Position;
}

/** A command of a process that waits for its day, or waited. */
interface Due {
  readonly process: string;
  readonly event_id: string;
  readonly place: number;
  readonly state: string;
  readonly settled_on: string | null;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

const UNDEFINED_TABLE = '42P01';

/** Watches, from beside, that what the runner promises holds at every moment it looks. */
export class Judge {
  private readonly owners = new Map<string, string>();
  private readonly before = new Map<string, Follower>();
  private readonly liveAt = new Map<string, Position>();
  private readonly folded = new Map<string, Rows>();
  private readonly names: readonly string[];
  private readonly settled = new Map<string, string>();
  private rewinds = 0;
  private seen = false;

  constructor(
    private readonly play: Play,
    private readonly world: World,
  ) {
    this.names = play.projections.map((it) => it.name);
  }

  /** Throws a `Violation` when something is not as it was promised. */
  async look(): Promise<readonly Follower[]> {
    const { followers, rows, due } = await this.see();
    if (this.rewinds !== this.world.rewinds) this.before.clear();
    this.rewinds = this.world.rewinds;
    for (const it of due) this.settledOnce(it);
    for (const follower of followers) this.follow(follower);
    for (const name of this.names) {
      const live = followers.find((it) => it.live && it.name === name);
      if (!live) continue;
      this.neverBack(name, live.position);
      this.equal(name, rows.get(name) ?? [], this.expected(live));
    }
    return followers;
  }

  private async see(): Promise<{
    followers: readonly Follower[];
    rows: Map<string, Rows>;
    due: readonly Due[];
  }> {
    const views = this.play.projections.map(
      (it, index) => `(select coalesce(jsonb_agg(v), '[]') from ${viewOf(it)} v) as rows_${index}`,
    );
    const followers = `(select coalesce(jsonb_agg(f), '[]') from house.followers f) as followers,
      (select coalesce(jsonb_agg(d), '[]') from house.due_commands d) as due`;
    try {
      const { rows } = await this.world.database.query([
        `select ${[followers, ...views].join(', ')}`,
      ]);
      this.seen = true;
      const found = rows[0] as { followers: Follower[]; due: Due[] } & Record<string, Rows>;
      return {
        followers: found.followers,
        due: found.due,
        rows: new Map(this.names.map((name, index) => [name, found[`rows_${index}`] ?? []])),
      };
    } catch (error) {
      if ((error as { code?: string }).code !== UNDEFINED_TABLE) throw error;
      if (this.seen) throw new Violation('a view that was there is not there any more');
      return { followers: [], rows: new Map(), due: [] };
    }
  }

  /** A checkpoint never goes back, nor beyond the log; an epoch has one owner. */
  private follow(follower: Follower): void {
    const id = `${follower.name} v${follower.version}`;
    const before = this.before.get(id);
    this.before.set(id, follower);
    if (follower.position > this.world.log.head) throw new Violation(`${id} is ahead of the log`);
    if (before && follower.epoch < before.epoch)
      throw new Violation(`the epoch of ${id} went back`);
    if (before && follower.position < before.position)
      throw new Violation(`the checkpoint of ${id} went back`);
    if (follower.owner === null) return;
    const epoch = `${id} at epoch ${follower.epoch}`;
    const owner = this.owners.get(epoch) ?? follower.owner;
    this.owners.set(epoch, owner);
    if (owner !== follower.owner) throw new Violation(`${epoch} has two owners`);
  }

  /** What became of a command that waited for its day never changes, also when its event is answered again. */
  private settledOnce({ process, event_id, place, state, settled_on }: Due): void {
    const id = `${process} ${event_id} ${place}`;
    const before = this.settled.get(id);
    const now = `${state} ${settled_on ?? ''}`;
    if (before !== undefined && before !== now)
      throw new Violation(`${process} acted again: what was ${before} is ${now}`);
    if (state !== 'waiting') this.settled.set(id, now);
  }

  /** What a reader sees never gets older, whichever version shows it. */
  private neverBack(name: string, position: Position): void {
    if (position < (this.liveAt.get(name) ?? ORIGIN))
      throw new Violation(`a reader of ${name} sees an older state than before`);
    this.liveAt.set(name, position);
  }

  private equal(name: string, found: Rows, expected: Rows): void {
    const rows = byKey(found.map(plain));
    if (isDeepStrictEqual(rows, expected)) return;
    throw new Violation(
      `the rows of ${name} are not the fold of the log up to its checkpoint:
found    ${JSON.stringify(rows)}
expected ${JSON.stringify(expected)}`,
    );
  }

  /** The rows as the log has them, by the fold of given-when-then. */
  private expected({ name, version, position }: Follower): Rows {
    const id = `${name} v${version} ${position}`;
    const known = this.folded.get(id);
    if (known) return known;
    const all = [...(this.play.raised ?? []), ...this.play.projections];
    const projection = all.find((it) => it.name === name && it.version === version);
    if (!projection) throw new Violation(`${name} v${version} is live, and nobody runs it`);
    const events = this.world.log.events.filter((it) => it.position <= position);
    const rows = byKey(Object.values(rowsOf(projection, ...(events as never[]))).map(plain));
    this.folded.set(id, rows);
    return rows;
  }
}

const viewOf = ({ entity }: AnyProjection): string => {
  const table = getMetadataArgsStorage().tables.find((it) => it.target === entity);
  return `read."${table?.name ?? entity.name}"`;
};

/** A row under the names of its columns, as JSON, without what is null. */
function plain(row: object): Readonly<Record<string, unknown>> {
  const entries = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  const named = entries.map(([property, value]) => [snakeCase(property), value as unknown]);
  return JSON.parse(JSON.stringify(Object.fromEntries(named))) as Record<string, unknown>;
}

const byKey = (rows: Rows): Rows =>
  [...rows].sort((a, b) => (String(a['key']) < String(b['key']) ? -1 : 1));
