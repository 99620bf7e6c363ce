import type pg from 'pg';
import type { FollowerId } from '../following/follower-id.js';
import type { Lease, Write } from '../following/lease.js';

/** The name under which the rows of a projection are built anew, beside those that are read. */
export const rebuildName = (name: string): string => `${name}.rebuild`;

/** Begins a rebuild (or goes on with a cancelled one), as parts of the statement of the order's batch. */
export function beginning(
  { name, version }: FollowerId,
  order: { readonly id: string },
  afresh: boolean,
): Write[] {
  return [
    {
      // a second one while one is under way comes to nothing
      text: (at) =>
        `insert into house.rebuilds (id, projection, version)
         select $${at}, name, version from house.followers
         where name = $${at + 1} and version = $${at + 2}::int and live
           and exists (select from moved)
         on conflict do nothing`,
      values: [order.id, name, version],
    },
    {
      text: (at) =>
        `insert into house.followers as f (name, version, kind, log_id, live)
         select $${at}, version, 'rebuild', log_id, false from house.followers
         where name = $${at + 1} and version = $${at + 2}::int and live
           and exists (select from moved)
           and not exists (select from house.rebuilds
             where projection = $${at + 1} and state = 'building')
         on conflict (name, version) do update
           set position = case when $${at + 3}::boolean then '' else f.position end,
             epoch = f.epoch + 1, last_error = null`,
      values: [rebuildName(name), name, version, afresh],
    },
  ];
}

/** Stops a rebuild where it stands, as a part of the statement of the order's batch. */
export const cancelling = ({ name, version }: FollowerId): Write => ({
  text: (at) =>
    `update house.rebuilds set state = 'cancelled', ended = clock_timestamp()
     where projection = $${at} and version = $${at + 1}::int and state = 'building'
       and exists (select from moved)`,
  values: [name, version],
});

/** Notes that a rebuild, or a raised version, is taken up at the checkpoint of its lease. */
export async function noteBegun(pool: pg.Pool, name: string, lease: Lease): Promise<void> {
  const { follower, position } = lease;
  await pool.query(
    `update house.rebuilds set began = clock_timestamp(), began_after = $1
     where projection = $2 and version = $3 and state = 'building' and exists (
       select from house.followers where name = $4 and version = $3 and not live)`,
    [position, name, follower.version, follower.name],
  );
}

/** Says what became of a rebuild or of a raised version. */
export async function noteEnded(
  client: pg.ClientBase,
  { name, version }: FollowerId,
  state: 'live' | 'differs',
  report: object,
): Promise<void> {
  await client.query(
    `update house.rebuilds set state = $1, report = $2, ended = clock_timestamp()
     where projection = $3 and version = $4 and state = 'building'`,
    [state, JSON.stringify(report), name, version],
  );
}
