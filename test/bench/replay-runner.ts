import 'reflect-metadata';
import { createPool } from '#database';
import { Aggregates, type AnyProjection, CommandHandling, SystemClock } from '#eventing';
import { PostgresEventStore } from '#journal-postgres';
import { ProjectionRunner, replayInto } from '#projections';
import { benchDeployments, benchSchools, benchVisits, copiesOf } from './replay-models.js';

/**
 * Folds the log of DATABASE_URL into the read models named (with COPIES into so many of each, with SANDBOX into that
 * schema), in a process of its own, so that its memory is that of the fold. Sends the seconds and the most memory it had.
 */
export interface ReplayRun {
  readonly seconds: number;
  readonly peakMb: number;
}

const HOUR_MS = 3_600_000;
const all: readonly AnyProjection[] = [benchVisits, benchSchools, benchDeployments];
const url = process.env.DATABASE_URL ?? '';
const named = (process.env.MODELS ?? '').split(',');
const copies = Number(process.env.COPIES ?? 0);
const wanted = all.filter((it) => named.includes(it.name));
const projections = copies === 0 ? wanted : wanted.flatMap((it) => copiesOf(it, copies));
const pool = createPool(url);
const store = await PostgresEventStore.open({ pool, url });
const head = await store.head();
const clock = new SystemClock();
const into = process.env.SANDBOX;
const began = performance.now();
if (into === undefined) await byRunner();
else {
  const moment = { asked: head, upTo: head, clock: 'recorded', day: '' } as const;
  await replayInto({ pool, store, clock, projections, moment, into, program: 'bench' });
}
const seconds = (performance.now() - began) / 1_000;
const peakMb = Math.round(process.resourceUsage().maxRSS / 1_024);
process.send?.({ seconds, peakMb } satisfies ReplayRun);
await store.close();
await pool.end();

async function byRunner(): Promise<void> {
  const aggregates = new Aggregates([]);
  const handling = new CommandHandling(store, clock, aggregates, () => []);
  const quiet = () => undefined;
  const log = {
    ...{ info: quiet, warn: quiet },
    error: (fields: object, says: string) => process.stderr.write(`${says}\n`),
  };
  const runner = new ProjectionRunner({
    ...{ store, pool, projections, processes: [], handling, aggregates, clock, log },
  });
  await runner.start();
  const done = await Promise.all(projections.map((it) => runner.waitFor(it.name, head, HOUR_MS)));
  await runner.stop();
  if (done.includes(false)) throw new Error('a read model is not built within an hour');
}
