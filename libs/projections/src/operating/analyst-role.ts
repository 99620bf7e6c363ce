import type pg from 'pg';
import type { Aggregates, AnyProjection } from '#eventing';
import { boundAnalyst } from './analyst-bounds.js';
import { quoted, readTableOf } from '../tables/read-table.js';
import { transaction } from '../tables/transaction.js';
import { analystView } from '../tables/views.js';

/** The role that holds what analysts may read. Nobody logs in as it; those who may are its members. */
export const ANALYST_ROLE = 'groundswell_analyst';

const NAME = /^[a-z_][a-z0-9_]{0,62}$/;

/** A role cannot be made an analyst; what to do instead is said. */
export class NoAnalyst extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'NoAnalyst';
  }
}

/** Who is to read, which read models, and with which password when the role is to be made. */
export interface AnalystGrant {
  readonly role: string;
  readonly projections: readonly AnyProjection[];
  /** Whose audiences may withhold a read model: SQL does not know who asks, so such a one is not granted. */
  readonly aggregates: Aggregates;
  readonly password?: string;
}

/**
 * Lets a role read these read models by SQL: the views of the schema `read`, with small figures withheld, and nothing
 * else of the house, and keeps it from all that is not reading. What analysts were granted before and is not named now is taken back. Answers the views. Throws
 * `NoAnalyst`.
 */
export async function grantAnalyst(
  pool: pg.Pool,
  { role, projections, aggregates, password }: AnalystGrant,
): Promise<readonly string[]> {
  if (!NAME.test(role) || role === ANALYST_ROLE || role.startsWith('pg_'))
    throw new NoAnalyst(`${role} cannot be the name of an analyst: use a-z, 0-9 and _`);
  const views = projections
    .filter((it) => aggregates.askedFor(it).every(({ audience }) => audience?.widens))
    .map((it) => analystView(readTableOf(it)))
    .sort();
  return transaction(pool, async (client) => {
    await client.query(GROUP);
    if (password !== undefined) {
      const { rows } = await client.query('select from pg_roles where rolname = $1', [role]);
      if (rows.length > 0) throw new NoAnalyst(`the role ${role} is there: leave out --create`);
      await client.query(`create role ${role} login password '${password.replaceAll("'", "''")}'`);
    }
    await assertPlain(client, role);
    await client.query(
      `revoke all on all tables in schema read from ${ANALYST_ROLE};
       grant usage on schema read to ${ANALYST_ROLE};
       ${views.length > 0 ? `grant select on ${views.join(', ')} to ${ANALYST_ROLE};` : ''}
       grant ${ANALYST_ROLE} to ${quoted(role)}`,
    );
    const open = await boundAnalyst(client, role);
    if (open.length > 0)
      throw new NoAnalyst(
        `${role} could do more than read, and this account may not prevent it: let an administrator of the server run, ` +
          `in this database: ${open.join('; ')}`,
      );
    return views;
  });
}

/** Two houses of one server may come to it at once. */
const GROUP = `do $$ begin create role ${ANALYST_ROLE} nologin;
  exception when duplicate_object or unique_violation then null; end $$`;

/** A role that owns the house, or everything, would read more than an analyst may. */
async function assertPlain(client: pg.ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ mighty: boolean }>(
    `select rolsuper or rolcreaterole or pg_has_role(oid, current_user, 'member') as mighty
     from pg_roles where rolname = $1`,
    [role],
  );
  if (rows.length === 0)
    throw new NoAnalyst(`there is no role ${role}: make it, or let --create make it`);
  if (rows[0]?.mighty)
    throw new NoAnalyst(`${role} may do more than read: give analysts a role of their own`);
}
