import { createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Clock, Note } from '#eventing';
import { type Named, sweep } from '../sweep.js';
import { namesOf, strangersAmong } from '../person/people.js';
import { saltOf } from './salts.js';

/** A narrative on its way into the register. */
export interface NewNote {
  readonly id: string;
  readonly text: string;
  /** The identities it is about, e.g. `deployment:…`: a note is found and erased by them. */
  readonly subjects: readonly string[];
  /** The command that brings it. */
  readonly commandId?: string;
}

/** A narrative as the register holds it. */
export interface StoredNote {
  readonly id: string;
  readonly text: string;
  readonly subjects: readonly string[];
  readonly storedOn: string;
  /** Whether an edited text took the place of the first. */
  readonly edited?: true;
}

/** A narrative whose words are gone. */
export interface ErasedNote {
  readonly id: string;
  readonly erased: true;
  readonly subjects: readonly string[];
}

interface Row {
  readonly text: string | null;
  readonly subjects: string[];
  readonly stored_on: Date;
  readonly edited: boolean;
}

/**
 * The narratives of the register. A text is stored first and its event follows; a text that no event names is
 * swept away. Events hold the note's id and a hash whose salt never leaves this table, so that erasing the words
 * leaves nothing by which they could be guessed.
 */
export class Notes {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** Stores a text; storing the same id again keeps and answers the first, even once that is erased. */
  async put({ id, text, subjects, commandId }: NewNote): Promise<Note> {
    const salt = randomBytes(16);
    const hash = createHmac('sha256', salt).update(text).digest('hex');
    const { rows } = await this.pool.query<{ hash: string }>(
      `with stored as (
         insert into register.notes (id, subjects, text, salt, hash, stored_on, command_id)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing returning hash)
       select hash from stored
       union all select hash from register.notes where id = $1 and not exists (select from stored)`,
      [id, subjects, text, salt, hash, this.clock.now(), commandId ?? null],
    );
    const kept = rows[0]?.hash;
    // A competing transaction stored it between our two looks: the second look finds it.
    return kept === undefined
      ? this.put({ id, text, subjects, ...(commandId === undefined ? {} : { commandId }) })
      : { note: id, hash: kept };
  }

  /** What a note says now, the edited text where there is one; `undefined` when there is no such note. */
  async open(id: string): Promise<StoredNote | ErasedNote | undefined> {
    const { rows } = await this.pool.query<Row>(
      `with recursive chain (id, text, replaced_by, depth) as (
         select id, text, replaced_by, 0 from register.notes where id = $1
         union all
         select n.id, n.text, n.replaced_by, depth + 1
         from chain join register.notes n on n.id = chain.replaced_by)
       select chain.text, first.subjects, first.stored_on, depth > 0 as edited
       from chain, register.notes first where first.id = $1 order by depth desc limit 1`,
      [id],
    );
    const row = rows[0];
    if (!row) return undefined;
    const { text, subjects } = row;
    if (text === null) return { id, erased: true, subjects };
    const storedOn = row.stored_on.toISOString();
    return { id, text, subjects, storedOn, ...(row.edited ? { edited: true as const } : {}) };
  }

  /** What notes say now, by their ids: null once erased; one that is not there is not in the answer. */
  async said(ids: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    const notes = await Promise.all([...new Set(ids)].map((id) => this.open(id)));
    return new Map(
      notes.flatMap((it) => (it ? [[it.id, 'text' in it ? it.text : null] as const] : [])),
    );
  }

  /**
   * Puts another note in the place of what a note says now, and erases that; once for each other note. Nothing is
   * replaced when the words are gone already.
   */
  async replace(id: string, by: string): Promise<void> {
    await this.pool.query(
      `with recursive chain (id, text, replaced_by) as (
         select id, text, replaced_by from register.notes where id = $1
         union all
         select n.id, n.text, n.replaced_by
         from chain join register.notes n on n.id = chain.replaced_by),
       last as (select id from chain where replaced_by is null and text is not null and id <> $2)
       update register.notes n set text = null, salt = null, replaced_by = $2, erased_on = $3
       from last where n.id = last.id
         and not exists (select from register.notes where replaced_by = $2)`,
      [id, by, this.clock.now()],
    );
  }

  /** Keys the hash of a command's body: the same for every repeat, until what it said is erased. */
  saltOf(commandId: string, subjects: readonly string[]): Promise<Buffer> {
    return saltOf(this.pool, commandId, subjects, this.clock.now());
  }

  /** Those of some ids that are nobody in the register, or nobody any more. */
  strangersAmong(people: readonly string[]): Promise<readonly string[]> {
    return strangersAmong(this.pool, people);
  }

  /** The names of people by their ids; of who is nobody in the register, or nobody any more, there is none. */
  namesOf(people: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return namesOf(this.pool, people);
  }

  /** Removes the texts stored before an instant that no event names; answers how many. */
  sweep(before: string, named: Named): Promise<number> {
    return sweep(this.pool, 'register.notes', before, named);
  }
}
