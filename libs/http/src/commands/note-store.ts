import type { Note, Role } from '#eventing';

/** Who may read narratives, of subjects that they are shown whole. */
export const noteReaders: readonly Role[] = [
  'board',
  'broker',
  'headteacher',
  'chair',
  'reviewer',
  'evaluator',
];

/** Where narratives go before an event names them: the erasable register. */
export abstract class NoteStore {
  /** Stores a text; storing the same id again keeps and answers the first, even once that is erased. */
  abstract put(note: {
    readonly id: string;
    readonly text: string;
    readonly subjects: readonly string[];
    /** The command that brings it. */
    readonly commandId: string;
  }): Promise<Note>;

  /**
   * What keys the hash of the body of a command with words in it: the same for every repeat, until the words are
   * erased and the hash says nothing any more.
   */
  abstract saltOf(commandId: string, subjects: readonly string[]): Promise<Buffer>;

  /** What narratives say now, by their ids: null once erased; one that is not there is not in the answer. */
  abstract said(ids: readonly string[]): Promise<ReadonlyMap<string, string | null>>;

  /** Those of some ids that are nobody in the register, or nobody any more. */
  abstract strangersAmong(people: readonly string[]): Promise<readonly string[]>;

  /** The names of people by their ids; of who is nobody in the register, or nobody any more, there is none. */
  abstract namesOf(people: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
