import type pg from 'pg';
import { HeldLock } from '#database';
import type { AnyProjection } from '#eventing';
import { type ReadTable, readTableOf } from '../tables/read-table.js';
import { createTable, indexTable } from '../tables/table-maker.js';
import { transaction } from '../tables/transaction.js';
import { BadSandbox, MARK, type SandboxName } from './sandbox-name.js';
import { sandboxRole } from './sandbox-role.js';

/** What a sandbox says of itself, in its table `replay`. */
export interface SandboxLabel {
  readonly logId: string;
  readonly asked: string;
  readonly clock: 'recorded' | 'occurred';
  readonly day: string;
  readonly position: string;
  /** The version of the program whose folds made it. */
  readonly program: string;
  readonly madeOn: string;
}

/** The table of a projection in a schema, under the name and columns it has in the schema `read`. */
export const sandboxTable = (schema: string, projection: AnyProjection): ReadTable => {
  const table = readTableOf(projection);
  return { ...table, name: `${schema}.${table.view.slice(table.view.indexOf('.') + 1)}` };
};

/** Throws `BadSandbox` when somebody else builds the same one. */
export async function lockSandbox(pool: pg.Pool, { name }: SandboxName): Promise<HeldLock> {
  const lock = await HeldLock.take(pool, `sandbox ${name}`);
  if (!lock) throw new BadSandbox(name, 'somebody is building it at this moment');
  return lock;
}

/** Refuses a schema that is not a sandbox of ours, and makes an empty one beside it, out of sight, that only `role` may write. */
export async function beginSandbox(
  pool: pg.Pool,
  { name, building }: SandboxName,
  tables: readonly ReadTable[],
): Promise<void> {
  await transaction(pool, async (its) => {
    const role = await sandboxRole(its);
    for (const schema of [name, `${name}__building`]) {
      const { rows: found } = await its.query<{ mark: string | null }>(
        `select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = $1`,
        [schema],
      );
      if (found[0] && found[0].mark !== MARK)
        throw new BadSandbox(name, `the schema ${schema} is there and no earlier sandbox`);
    }
    await its.query(`drop schema if exists ${building} cascade`);
    await its.query(`create schema ${building}`);
    await its.query(`comment on schema ${building} is '${MARK}'`);
    for (const table of tables) await createTable(its, table);
    await its.query(`grant usage on schema ${building} to ${role}`);
    await its.query(
      `grant select, insert, update, delete on all tables in schema ${building} to ${role}`,
    );
  });
}

/** Indexes and labels what was built, and puts it in the place of the earlier one: all at once, and only while the lock is ours. */
export async function finishSandbox(
  pool: pg.Pool,
  lock: HeldLock,
  { name, schema, building }: SandboxName,
  tables: readonly ReadTable[],
  label: SandboxLabel,
): Promise<void> {
  await transaction(pool, async (its) => {
    if (!(await lock.isHeld(its))) throw new BadSandbox(name, 'somebody else builds it by now');
    const role = await sandboxRole(its);
    for (const table of tables) await indexTable(its, table);
    await its.query(
      `create table ${building}.replay (log_id text, asked text, clock text, day text,
         position text collate "C", program text, made_on text)`,
    );
    const { logId, asked, clock, day, position, program, madeOn } = label;
    await its.query(
      `insert into ${building}.replay values ($1, $2, $3, nullif($4, ''), $5, $6, $7)`,
      [logId, asked, clock, day, position, program, madeOn],
    );
    await its.query(`revoke all on all tables in schema ${building} from ${role}`);
    await its.query(`revoke all on schema ${building} from ${role}`);
    await its.query(`drop schema if exists ${schema} cascade`);
    await its.query(`alter schema ${building} rename to ${name}`);
  });
}

/** Leaves nothing of what was being built; what somebody else builds by now is theirs. */
export const abandonSandbox = async (
  pool: pg.Pool,
  lock: HeldLock,
  { building }: SandboxName,
): Promise<void> => {
  if (await lock.isHeld()) await pool.query(`drop schema if exists ${building} cascade`);
};
