import { measureAppends } from './append.js';
import { benchAsOf } from './as-of.js';
import { benchLag } from './lag.js';
import { benchReplay } from './replay.js';
import { onServer } from './sections.js';

/** One figure at one size of the log. */
export interface Grown {
  readonly events: number;
  /** What was measured, with its unit. */
  readonly figure: string;
  readonly value: number;
}

/** The sizes of the log that are compared. */
export const SIZES = [10_000, 100_000, 1_000_000] as const;

/** Every figure beside logs of ten thousand, a hundred thousand and a million events, each on a server of its own. */
export async function benchGrowth(say: (text: string) => void): Promise<Grown[]> {
  const grown: Grown[] = [];
  for (const events of SIZES) {
    say(`beside a log of ${events} events ...`);
    const keep = (figure: string, value: number): void => {
      grown.push({ events, figure, value });
    };
    await onServer(async (url) => {
      const all = (await benchReplay(url, { events, rounds: 1, onlyAll: true })).at(0);
      keep('replay of three read models, events/s', all?.runner ?? 0);
      keep('memory of the replay, MB', all?.peakMb ?? 0);
      keep('append at 32 callers, events/s', await measureAppends(url, 32, 3));
      const lag = await benchLag(url, { seconds: 5 });
      keep('live lag p50, ms', lag.p50);
      keep('live lag p99, ms', lag.p99);
    });
    await onServer(async (url) => {
      const { p50 } = await benchAsOf(url, { events: 5_000, beside: events, asked: 30 });
      keep('past board of 5,000 events, p50 ms', p50);
    });
  }
  return grown;
}
