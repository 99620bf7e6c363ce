import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/** The salt of one command, drawn on first use; another once it was erased. */
export async function saltOf(
  pool: Pool,
  commandId: string,
  subjects: readonly string[],
  now: string,
): Promise<Buffer> {
  const { rows } = await pool.query<{ salt: Buffer }>(
    `insert into register.salts (command_id, salt, subjects, stored_on) values ($1, $2, $3, $4)
     on conflict (command_id) do update set command_id = excluded.command_id returning salt`,
    [commandId, randomBytes(16), subjects, now],
  );
  const salt = rows[0]?.salt;
  if (!salt) throw new Error(`the salt of command ${commandId} was removed while it was read`);
  return salt;
}
