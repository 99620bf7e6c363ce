import { setTimeout as pause } from 'node:timers/promises';
import { HeldLock } from '#database';
import type { ErasureParts } from './erasure-parts.js';
import { eraseAll } from './round.js';

const LOCK = 'erasures';
const LOOK_MS = 100;
/** So many share one writing and one search of the stores. */
const MOST_A_ROUND = 50;

interface Waiting {
  readonly personId: string;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** To a caller it is a server that shuts down. */
class Closing extends Error {
  readonly code = '57P01';
  constructor() {
    super('the house closes: the erasure goes on when it is started again');
    this.name = 'Closing';
  }
}

/**
 * Erasures wait here for their turn: one round at a time in the whole house, and each takes all that wait in this process. While they
 * wait they hold no connection, no lock and no view of the data, so that no erasure waits for another one's.
 */
export class ErasureQueue {
  private waiting: Waiting[] = [];
  private running: Promise<void> | undefined;
  private readonly closing = new AbortController();

  constructor(private readonly parts: ErasureParts) {}

  /** Resolves once the round that the person was in is over; rejects when they could not be erased in it. */
  take(personId: string): Promise<void> {
    const over = new Promise<void>((done, failed) => {
      this.waiting.push({ personId, done, failed });
    });
    this.running ??= this.run();
    return over;
  }

  /** Lets go of all who wait, whom the next start finishes; resolves when a step under way is done. */
  async close(): Promise<void> {
    this.closing.abort(new Closing());
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      try {
        const lock = await this.turn();
        await this.carryOut(this.waiting.splice(0, MOST_A_ROUND)).finally(() => lock.release());
      } catch (error) {
        // nobody waits for a server that is away: the hourly round finishes what is left
        for (const it of this.waiting.splice(0)) it.failed(error);
      }
    }
    this.running = undefined;
  }

  private async turn(): Promise<HeldLock> {
    for (;;) {
      const lock = await HeldLock.take(this.parts.pool, LOCK);
      if (lock) return lock;
      await pause(LOOK_MS, undefined, { signal: this.closing.signal });
    }
  }

  private async carryOut(round: readonly Waiting[]): Promise<void> {
    const people = [...new Set(round.map((it) => it.personId))];
    try {
      const failures = await eraseAll(this.parts, people, this.closing.signal);
      for (const { personId, done, failed } of round)
        if (failures.has(personId)) failed(failures.get(personId));
        else done();
    } catch (error) {
      for (const it of round) it.failed(error);
    }
  }
}
