import type { ClientBase, Pool } from 'pg';

/** What is kept for commands, and by what each row is known. */
const KEYS = {
  'register.notes': 'id',
  'register.people': 'id',
  'register.salts': 'command_id',
} as const;

/** A table of what is kept for commands. */
export type Kept = keyof typeof KEYS;

/** The column by which a row of a table is known. */
export const keyOf = (table: Kept): string => KEYS[table];

/**
 * Takes rows back that a request kept and no event names: a row that only this request claims is removed, others lose one
 * claim. Who succeeded never takes back, so that what an event names stays; an erased row stays too.
 */
export async function takeBack(
  client: ClientBase | Pool,
  table: Kept,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const standing = table === 'register.salts' ? '' : 'and erased_on is null';
  await client.query(
    `delete from ${table} where ${keyOf(table)} = any($1) and claims = 1 ${standing}`,
    [ids],
  );
  await client.query(
    `update ${table} set claims = claims - 1 where ${keyOf(table)} = any($1) and claims > 1`,
    [ids],
  );
}
