import type { Pool } from 'pg';
import { type Clock, CommandReused } from '#eventing';
import { takeBack } from '../claims.js';
import { type Named, sweep } from '../sweep.js';

/** A person as the register holds them; everywhere else they are `person:<id>`. */
export interface PersonDetails {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

/** Those of some ids that are nobody in the register, or nobody any more. */
export async function strangersAmong(
  pool: Pool,
  people: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from register.people where id = any($1) and erased_on is null',
    [people],
  );
  const known = new Set(rows.map((it) => it.id));
  return people.filter((it) => !known.has(it));
}

/** The names of people by their ids; of who is nobody in the register, or nobody any more, there is none. */
export async function namesOf(
  pool: Pool,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    'select id, name from register.people where id = any($1) and name is not null and erased_on is null',
    [people],
  );
  return new Map(rows.map((it) => [it.id, it.name]));
}

/** The people of the register. */
export class People {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a person's details; storing the same id again keeps the first, and who was erased stays erased. Throws
   * `CommandReused` when other details are kept under that id.
   */
  async put(id: string, { name, email, phone }: PersonDetails): Promise<void> {
    const kept = await this.pool.query(
      `insert into register.people as kept (id, name, email, phone, stored_on)
       values ($1, $2, $3, $4, $5)
       on conflict (id) do update set claims = kept.claims + 1,
         stored_on = greatest(kept.stored_on, excluded.stored_on)
       where kept.erased_on is not null or (kept.name, kept.email, kept.phone)
         is not distinct from (excluded.name, excluded.email, excluded.phone)`,
      [id, name, email ?? null, phone ?? null, this.clock.now()],
    );
    if (kept.rowCount === 0) throw new CommandReused(id);
  }

  /** Takes a person back whom no event names, once for each time they were stored. */
  takeBack(id: string): Promise<void> {
    return takeBack(this.pool, 'register.people', [id]);
  }

  /** Puts right those of a person's details that are given; of who was erased there are none. */
  async correct(id: string, { name, email, phone }: Partial<PersonDetails>): Promise<void> {
    await this.pool.query(
      `update register.people set name = coalesce($2, name), email = coalesce($3, email),
         phone = coalesce($4, phone) where id = $1 and erased_on is null`,
      [id, name ?? null, email ?? null, phone ?? null],
    );
  }

  /** A person's details, or `undefined` when they are unknown or were erased. */
  async open(id: string): Promise<PersonDetails | undefined> {
    const { rows } = await this.pool.query<{
      name: string | null;
      email: string | null;
      phone: string | null;
    }>('select name, email, phone from register.people where id = $1', [id]);
    const row = rows[0];
    if (!row || row.name === null) return undefined;
    const { name, email, phone } = row;
    return { name, ...(email === null ? {} : { email }), ...(phone === null ? {} : { phone }) };
  }

  /** Removes the people stored before an instant whom no event names; answers how many. */
  sweep(before: string, named: Named): Promise<number> {
    return sweep(this.pool, 'register.people', before, named);
  }
}
