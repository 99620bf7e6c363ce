import { createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Clock, Note } from '#eventing';
import { type Named, sweep } from '../sweep.js';

/** A narrative on its way into the register. */
export interface NewNote {
  readonly id: string;
  readonly text: string;
  /** The identities it is about, e.g. `deployment:…`: a note is found and erased by them. */
  readonly subjects: readonly string[];
}

/** A narrative as the register holds it. */
export interface StoredNote {
  readonly id: string;
  readonly text: string;
  readonly subjects: readonly string[];
  readonly storedOn: string;
}

/**
 * The narratives of the register. A text is stored first and its fact follows; a text that no fact names is
 * swept away. Facts hold the note's id and a hash whose salt never leaves this table, so that erasing the row
 * leaves nothing by which the words could be guessed.
 */
export class Notes {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** Stores a text; storing the same id again keeps and answers the first. */
  async put({ id, text, subjects }: NewNote): Promise<Note> {
    const salt = randomBytes(16);
    const hash = createHmac('sha256', salt).update(text).digest('hex');
    const { rows } = await this.pool.query<{ hash: string }>(
      `with stored as (
         insert into register.notes (id, subjects, text, salt, hash, stored_on)
         values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing returning hash)
       select hash from stored
       union all select hash from register.notes where id = $1 and not exists (select from stored)`,
      [id, subjects, text, salt, hash, this.clock.now()],
    );
    const kept = rows[0]?.hash;
    // A competing transaction stored it between our two looks: the second look finds it.
    return kept === undefined ? this.put({ id, text, subjects }) : { note: id, hash: kept };
  }

  /** The text of a note, or `undefined` when there is none or it was erased. */
  async open(id: string): Promise<StoredNote | undefined> {
    const { rows } = await this.pool.query<{ text: string; subjects: string[]; stored_on: Date }>(
      'select text, subjects, stored_on from register.notes where id = $1',
      [id],
    );
    const row = rows[0];
    return (
      row && { id, text: row.text, subjects: row.subjects, storedOn: row.stored_on.toISOString() }
    );
  }

  /** Removes the texts stored before an instant that no fact names; answers how many. */
  sweep(before: string, named: Named): Promise<number> {
    return sweep(this.pool, 'register.notes', before, named);
  }
}
