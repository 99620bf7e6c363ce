import type { Note } from './message.js';

/** A text on its way into the register, and the note that an event will hold of it. */
export interface Draft {
  readonly note: Note;
  readonly text: string;
  /** Keys the hash of the note; absent when the words were erased. */
  readonly salt?: Buffer;
}

/** What one command leaves in the register. */
export interface Words {
  readonly commandId: string;
  /** Keys the hash of its body; absent when it was sent without a key. */
  readonly salt?: Buffer;
  /** The identities it is about: its words are found and erased by them. */
  readonly subjects: readonly string[];
  /** Those of them who are people that its texts name. */
  readonly people: readonly string[];
  readonly drafts: readonly Draft[];
}

/**
 * Another request of the same command kept its words meanwhile, with salts of its own: it is decided anew with those. Nothing
 * was kept. To a caller it is a server that lost a race.
 */
export class KeptMeanwhile extends Error {
  readonly code = '40001';
  constructor(commandId: string) {
    super(`another request of command ${commandId} kept its words at the same moment`);
    this.name = 'KeptMeanwhile';
  }
}
