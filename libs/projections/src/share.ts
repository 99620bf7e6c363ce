import type { Follower } from './follower.js';
import type { Surroundings } from './work.js';

interface Other {
  readonly owner: string;
  readonly followers: readonly string[];
  readonly leads: number;
}

/**
 * Shares the leases out: who leads at least two more than another runner that follows the same gives one of them up,
 * one at each look, so that a process that starts later gets its share and nothing swings to and fro.
 */
export class Share {
  constructor(
    private readonly around: Surroundings,
    private readonly followers: readonly Follower[],
  ) {}

  /** Says that we run, and gives one lease up when we have too many. */
  async look(): Promise<void> {
    const { pool, owner, leaseMs } = this.around;
    await pool.query(
      `insert into house.runners (owner, followers, expires)
       values ($1, $2, clock_timestamp() + $3 * interval '1 ms')
       on conflict (owner) do update set expires = excluded.expires`,
      [owner, this.followers.map(idOf), leaseMs],
    );
    const mine = this.followers.filter((it) => it.leads);
    if (mine.length < 2) return;
    const { rows } = await pool.query<Other>(
      `select r.owner, r.followers, (select count(*)::int from house.followers f
         where f.owner = r.owner and f.expires > clock_timestamp()) as leads
       from house.runners r where r.expires > clock_timestamp() and r.owner <> $1`,
      [owner],
    );
    const poorer = rows.filter((it) => mine.length - it.leads >= 2);
    mine.find((it) => poorer.some((other) => other.followers.includes(idOf(it))))?.giveWay();
  }

  /** Says that we run no longer, and forgets those who did not get to say so. */
  async leave(): Promise<void> {
    await this.around.pool
      .query('delete from house.runners where owner = $1 or expires < clock_timestamp()', [
        this.around.owner,
      ])
      .catch(() => undefined);
  }
}

const idOf = (follower: Follower): string => {
  const { name, version } = follower.status();
  return `${name} ${version}`;
};
