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

/**
 * Erasures wait here for their turn: one round at a time in the whole house, and each takes all that wait in this process. While they
 * wait they hold no connection, no lock and no view of the data, so that no erasure waits for another one's.
 */
export class ErasureQueue {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(private readonly parts: ErasureParts) {}

  /** Resolves once the round that the person was in is over; rejects when they could not be erased in it. */
  take(personId: string): Promise<void> {
    const over = new Promise<void>((done, failed) => {
      this.waiting.push({ personId, done, failed });
    });
    if (!this.running) void this.run();
    return over;
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      try {
        const lock = await this.turn();
        await this.carryOut(this.waiting.splice(0, MOST_A_ROUND)).finally(() => lock.release());
      } catch (error) {
        // nobody waits for a server that is away: the hourly round finishes what is left
        for (const it of this.waiting.splice(0)) it.failed(error);
      }
    }
    this.running = false;
  }

  private async turn(): Promise<HeldLock> {
    for (;;) {
      const lock = await HeldLock.take(this.parts.pool, LOCK);
      if (lock) return lock;
      await pause(LOOK_MS);
    }
  }

  private async carryOut(round: readonly Waiting[]): Promise<void> {
    const people = [...new Set(round.map((it) => it.personId))];
    try {
      const failures = await eraseAll(this.parts, people);
      for (const { personId, done, failed } of round)
        if (failures.has(personId)) failed(failures.get(personId));
        else done();
    } catch (error) {
      for (const it of round) it.failed(error);
    }
  }
}
