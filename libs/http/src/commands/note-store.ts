import type { Draft, Role, Words } from '#eventing';

/** Who may read narratives, of subjects that they are shown whole. */
export const noteReaders: readonly Role[] = [
  'board',
  'broker',
  'headteacher',
  'chair',
  'reviewer',
  'evaluator',
];

/** Where narratives go before an event names them, and once it is decided that it will: the erasable register. */
export abstract class NoteStore {
  /**
   * What keys the hash of the body of a command with words in it: the same for every repeat, until the words are
   * erased and the hash says nothing any more. `undefined` when nothing of the command was kept.
   */
  abstract saltOf(commandId: string): Promise<Buffer | undefined>;

  /** Texts as they will be kept, by the ids of their notes; `again` looks for those that were kept before. Stores nothing. */
  abstract draft(
    texts: readonly { readonly id: string; readonly text: string }[],
    again: boolean,
  ): Promise<Draft[]>;

  /**
   * Keeps the words of a command; what was kept before stays as it is. Answers those of its people who are nobody in the register
   * by now, and then nothing was kept. Throws `KeptMeanwhile`.
   */
  abstract keep(words: Words): Promise<readonly string[]>;

  /** Takes them back, once for each time they were kept: what another request keeps stays. */
  abstract takeBack(words: Words): Promise<void>;

  /** What narratives say now, by their ids: null once erased; one that is not there is not in the answer. */
  abstract said(ids: readonly string[]): Promise<ReadonlyMap<string, string | null>>;

  /** Those of some ids that are nobody in the register, or nobody any more. */
  abstract strangersAmong(people: readonly string[]): Promise<readonly string[]>;

  /** The names of people by their ids; of who is nobody in the register, or nobody any more, there is none. */
  abstract namesOf(people: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
