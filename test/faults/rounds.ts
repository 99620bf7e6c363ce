import { setTimeout as pause } from 'node:timers/promises';
import type { RunningPlatform } from '../support/running-platform.js';
import { URN } from './area.js';
import type { Judge } from './judge.js';
import { Writers } from './writers.js';

/** How often each fault happens: once in continuous integration, 20 times by `npm run faults`. */
export const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 1);
/** How long one round may take, in milliseconds. */
export const ROUND_MS = 120_000;
/** How long the house may take to recover once the fault is over. */
const RECOVERY_MS = 60_000;

/** Some moment, at random: the order in which things go wrong is never the same. */
export const someTime = (upToMs: number): Promise<void> => pause(Math.random() * upToMs);

/**
 * One round: eight writers at work, the fault at a random moment among them, the work goes on by itself, and the log
 * and the read models are what the writers were told. Answers how often they had to send something again.
 */
export async function round(
  platform: RunningPlatform,
  token: string,
  judge: Judge,
  fault: (writers: Writers) => Promise<void>,
): Promise<number> {
  const writers = new Writers(platform, token, URN);
  await writers.progress(2, RECOVERY_MS);
  await someTime(400);
  await fault(writers);
  await writers.progress(3, RECOVERY_MS);
  await writers.stop();
  await judge.judge(writers.acknowledged, platform);
  return writers.troubles;
}
