import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createPool } from '#database';
import type { AsOfFigure } from './as-of.js';

/** How long past lists take in this build and in another, in turns on one server. */
export interface AsOfBeside extends AsOfFigure {
  /** The median of the other build, and that of ours as a part of it. */
  readonly theirs: number;
  readonly ratio: number;
}

const OURS = path.resolve(import.meta.dirname, '../..');

/** The median round of each of two builds; each round is a process and a database of its own. */
export async function benchAsOfBeside(
  url: string,
  { against, rounds }: { against: string; rounds: number },
): Promise<AsOfBeside> {
  const pool = createPool(url);
  const ours: AsOfFigure[] = [];
  const theirs: AsOfFigure[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      theirs.push(await asked(against, `theirs_${round}`));
      ours.push(await asked(OURS, `ours_${round}`));
    }
  } finally {
    await pool.end();
  }
  const [mine, other] = [median(ours), median(theirs)];
  return { ...mine, theirs: other.p50, ratio: Number((mine.p50 / other.p50).toFixed(2)) };

  async function asked(build: string, database: string): Promise<AsOfFigure> {
    await pool.query(`create database ${database}`);
    const own = new URL(url);
    own.pathname = `/${database}`;
    const child = fork(path.join(import.meta.dirname, 'as-of-run.js'), {
      env: { ...process.env, BUILD: build, DATABASE_URL: own.href },
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${build} ended with ${String(code)} and no figure`);
    });
    const [figure] = (await Promise.race([once(child, 'message'), ended])) as [AsOfFigure];
    await ended.catch(() => undefined);
    return figure;
  }
}

const median = (figures: readonly AsOfFigure[]): AsOfFigure =>
  [...figures].sort((a, b) => a.p50 - b.p50)[figures.length >> 1] as AsOfFigure;
