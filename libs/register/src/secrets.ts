import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/**
 * A secret of the house by its name, made on first use and the same for every process ever after. It lies in the
 * register, apart from the log.
 */
export async function secretOf(pool: Pool, name: string): Promise<Buffer> {
  await pool.query(
    'insert into register.secrets (name, value) values ($1, $2) on conflict (name) do nothing',
    [name, randomBytes(32)],
  );
  const { rows } = await pool.query<{ value: Buffer }>(
    'select value from register.secrets where name = $1',
    [name],
  );
  const value = rows[0]?.value;
  if (!value) throw new Error(`the secret ${name} was removed while it was read`);
  return value;
}
