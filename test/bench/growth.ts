import { measureAppends } from './append.js';
import { benchAsOf } from './as-of.js';
import { benchLag } from './lag.js';
import { benchReplay } from './replay.js';
import { onServer } from './sections.js';

/** One figure at one size of the log. */
export interface Grown {
  readonly facts: number;
  /** What was measured, with its unit. */
  readonly figure: string;
  readonly value: number;
}

/** The sizes of the log that are compared. */
export const SIZES = [10_000, 100_000, 1_000_000] as const;

/** Every figure beside logs of ten thousand, a hundred thousand and a million facts, each on a server of its own. */
export async function benchGrowth(say: (text: string) => void): Promise<Grown[]> {
  const grown: Grown[] = [];
  for (const facts of SIZES) {
    say(`beside a log of ${facts} facts ...`);
    const keep = (figure: string, value: number): void => {
      grown.push({ facts, figure, value });
    };
    await onServer(async (url) => {
      const all = (await benchReplay(url, { facts, rounds: 1, onlyAll: true })).at(0);
      keep('replay of three read models, facts/s', all?.runner ?? 0);
      keep('memory of the replay, MB', all?.peakMb ?? 0);
      keep('append at 32 callers, facts/s', await measureAppends(url, 32, 3));
      const lag = await benchLag(url, { seconds: 5 });
      keep('live lag p50, ms', lag.p50);
      keep('live lag p99, ms', lag.p99);
    });
    await onServer(async (url) => {
      const { p50 } = await benchAsOf(url, { facts: 5_000, beside: facts, asked: 30 });
      keep('past board of 5,000 facts, p50 ms', p50);
    });
  }
  return grown;
}
