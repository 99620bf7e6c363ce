import type { Note } from '#eventing';

/** Where narratives go before a fact names them: the erasable register. */
export abstract class NoteStore {
  /** Stores a text; storing the same id again keeps and answers the first. */
  abstract put(note: {
    readonly id: string;
    readonly text: string;
    readonly subjects: readonly string[];
  }): Promise<Note>;
}
