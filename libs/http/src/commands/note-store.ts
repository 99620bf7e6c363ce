import type { Note } from '#eventing';

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

  /** Those of some ids that are nobody in the register, or nobody any more. */
  abstract strangersAmong(people: readonly string[]): Promise<readonly string[]>;
}
