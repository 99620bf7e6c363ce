import type { ClientBase, Pool } from 'pg';
import { KeptMeanwhile } from '#eventing';

/** The salt of a command's body, if one was kept and is not erased. */
export async function saltOf(pool: Pool, commandId: string): Promise<Buffer | undefined> {
  const { rows } = await pool.query<{ salt: Buffer }>(
    'select salt from register.salts where command_id = $1',
    [commandId],
  );
  return rows[0]?.salt;
}

/** Keeps the salt of a command's body. Throws `KeptMeanwhile` when it has another one. */
export async function keepSalt(
  client: ClientBase,
  commandId: string,
  salt: Buffer,
  subjects: readonly string[],
  now: string,
): Promise<void> {
  const { rows } = await client.query<{ salt: Buffer }>(
    `insert into register.salts as kept (command_id, salt, subjects, stored_on) values ($1, $2, $3, $4)
     on conflict (command_id) do update set claims = kept.claims + 1,
       stored_on = greatest(kept.stored_on, excluded.stored_on),
       subjects = array(select distinct unnest(kept.subjects || excluded.subjects))
     returning salt`,
    [commandId, salt, subjects, now],
  );
  if (!rows[0]?.salt.equals(salt)) throw new KeptMeanwhile(commandId);
}
