import {
  CommandReused,
  type CommandShape,
  Conflict,
  NotFound,
  Refusal,
  Stale,
  type Words,
} from '#eventing';
import type { Beside } from './beside.js';
import type { NoteStore } from './note-store.js';

/** What a command brings that its events may not hold. */
export interface Brought {
  readonly words: Words;
  readonly id: string;
  readonly command: CommandShape;
  readonly beside: Beside | undefined;
}

const REFUSED = [Refusal, NotFound, Stale, CommandReused, Conflict];

/**
 * Keeps what a command brings once it is decided, before its events are recorded, so that none of them ever names what was
 * not stored; and takes it back when the command is refused after all, so that a refused one leaves nothing. What a crash
 * leaves between the two, the hourly round sweeps away.
 */
export class Keeping {
  private readonly undo: (() => Promise<void>)[] = [];
  private kept = false;

  constructor(
    private readonly store: NoteStore,
    private readonly brought: Brought,
  ) {}

  /** Stores it, the first time it is asked to. */
  async keep(): Promise<void> {
    if (this.kept) return;
    this.kept = true;
    const { words, id, command, beside } = this.brought;
    if (words.salt || words.drafts.length > 0) {
      if ((await this.store.keep(words)).length > 0)
        throw new Refusal(
          'person-erased',
          'Somebody whom the texts name was erased at this moment: name them no more.',
        );
      this.undo.push(() => this.store.takeBack(words));
    }
    if (!beside) return;
    await beside.keep(id, command);
    this.undo.push(() => beside.takeBack(id, command));
  }

  /**
   * Runs the command; takes back what was kept when it is refused. When nobody knows whether its events were recorded (a
   * server was lost), everything stays.
   */
  async around<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      // a server that is away leaves it to the hourly round
      if (REFUSED.some((it) => error instanceof it))
        for (const undo of this.undo.splice(0)) await undo().catch(() => undefined);
      throw error;
    }
  }
}
