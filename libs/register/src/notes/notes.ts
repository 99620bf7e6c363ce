import type { Pool } from 'pg';
import type { Clock, Draft, Words } from '#eventing';
import { type Named, sweep } from '../sweep.js';
import { namesOf, strangersAmong } from '../person/people.js';
import { drafted, keepWords, keptNotes, takeBackWords, type Text } from './kept-words.js';
import { saltOf } from './salts.js';

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
 * The narratives of the register. A text is stored once its command is decided, and its event follows; a text that no event
 * came to name is swept away. Events hold the note's id and a hash whose salt never leaves this table, so that erasing the
 * words leaves nothing by which they could be guessed.
 */
export class Notes {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** Keys the hash of a command's body; `undefined` when nothing of it was kept, or it is erased. */
  saltOf(commandId: string): Promise<Buffer | undefined> {
    return saltOf(this.pool, commandId);
  }

  /** Texts as they will be kept; `again` looks for those that were kept before. Stores nothing. */
  async draft(texts: readonly Text[], again: boolean): Promise<Draft[]> {
    const known = again ? await keptNotes(this.pool, texts) : new Map<string, Draft>();
    return texts.map((it) => known.get(it.id) ?? drafted(it));
  }

  /** Keeps the words of a command; answers those of its people who are nobody here, and then nothing was kept. Throws `KeptMeanwhile`. */
  keep(words: Words): Promise<readonly string[]> {
    return keepWords(this.pool, words, this.clock.now());
  }

  /** Takes them back, once for each time they were kept; what another request keeps stays. */
  takeBack(words: Words): Promise<void> {
    return takeBackWords(this.pool, words);
  }

  /** Those of some ids that are nobody in the register, or nobody any more. */
  strangersAmong(people: readonly string[]): Promise<readonly string[]> {
    return strangersAmong(this.pool, people);
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

  /** The names of people by their ids; of who is nobody in the register, or nobody any more, there is none. */
  namesOf(people: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return namesOf(this.pool, people);
  }

  /** Removes the texts stored before an instant that no event names; answers how many. */
  sweep(before: string, named: Named): Promise<number> {
    return sweep(this.pool, 'register.notes', before, named);
  }

  /** Removes the salts stored before an instant of whose commands there is no event, by their ids; answers how many. */
  sweepSalts(before: string, recorded: Named): Promise<number> {
    return sweep(this.pool, 'register.salts', before, recorded);
  }
}
