import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createPool, migrate } from '#database';
import {
  Aggregates,
  type AnyProcess,
  type AnyProjection,
  CommandHandling,
  type NewEvent,
  SystemClock,
} from '#eventing';
import { journalMigrations, PostgresEventStore } from '#journal-postgres';
import { projectionMigrations, ProjectionRunner } from '#projections';
import { BROAD, broadModels, broadProcesses, nounsOf } from './broad.js';
import { benchDeployments, benchSchools, benchVisits } from './replay-models.js';

/** How long after its append was acknowledged an event stands in every read model, in milliseconds. */
export interface LagFigure {
  readonly unit: 'ms';
  /** The rate that was asked for and the one that came about, in events a second. */
  readonly aimed: number;
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

/** What follows the log: read models and processes, and how many nouns the events are spread over. */
export interface Followers {
  readonly models: readonly AnyProjection[];
  readonly processes: readonly AnyProcess[];
  /** None: the read models are those of a replay. */
  readonly nouns?: number;
}

const STEP_MS = 5;
const PATIENCE_MS = 30_000;
const DEPLOYMENTS = 200;
const types = ['BenchPlanned', 'BenchMade', 'BenchWrittenUp', 'BenchAgreed'] as const;
const few: Followers = { models: [benchVisits, benchSchools, benchDeployments], processes: [] };

/** As many as a full house has; an event concerns three read models, and one in four of them a process or two. */
export const broadFollowers = (): Followers => {
  const nouns = nounsOf(BROAD.models);
  return {
    ...{ models: broadModels(BROAD.models), nouns },
    processes: broadProcesses(BROAD.processes, nouns),
  };
};

/**
 * Appends single events at an even rate to the log of a database, on which a runner keeps read models and the index of
 * identities, all in this process as in the embedded default, and waits for each event in every read model that it concerns.
 */
export async function benchLag(
  url: string,
  { perSecond = 1_000, seconds = 10 }: { perSecond?: number; seconds?: number } = {},
  { models, processes, nouns }: Followers = few,
): Promise<LagFigure> {
  const pool = createPool(url);
  await migrate(pool, [...journalMigrations, ...projectionMigrations]);
  const store = await PostgresEventStore.open({ pool, url });
  const clock = new SystemClock();
  const aggregates = new Aggregates([]);
  const handling = new CommandHandling(store, clock, aggregates, () => []);
  const quiet = () => undefined;
  const log = { info: quiet, warn: quiet, error: quiet };
  const runner = new ProjectionRunner({
    ...{ store, pool, projections: models, processes, handling, aggregates, clock, log },
  });
  await runner.start();
  const concerned = (type: string): string[] =>
    models.filter((it) => Object.hasOwn(it.on, type)).map((it) => it.name);
  try {
    const lags: number[] = [];
    const tell = async (n: number, counts: boolean): Promise<void> => {
      const { stream, event } = told(n, nouns);
      const { position } = await store.append(stream, [event], 'any');
      const acknowledged = performance.now();
      const seen = concerned(event.type).map((it) => runner.waitFor(it, position, PATIENCE_MS));
      if ((await Promise.all(seen)).includes(false))
        throw new Error('a read model did not keep up at all');
      if (counts) lags.push(performance.now() - acknowledged);
    };
    await steadily(perSecond, 2, (n) => tell(n, false));
    const began = performance.now();
    await steadily(perSecond, seconds, (n) => tell(perSecond * 2 + n, true));
    const rate = Math.round(lags.length / ((performance.now() - began) / 1_000));
    lags.sort((a, b) => a - b);
    const at = (share: number) =>
      Math.round((lags[Math.floor(lags.length * share)] ?? 0) * 10) / 10;
    return { unit: 'ms', aimed: perSecond, rate, p50: at(0.5), p99: at(0.99), most: at(0.9999) };
  } finally {
    await runner.stop();
    await store.close();
    await pool.end();
  }
}

/** Calls so often a second, whether or not earlier calls have ended; resolves when all have. */
async function steadily(
  perSecond: number,
  seconds: number,
  call: (n: number) => Promise<void>,
): Promise<void> {
  const began = performance.now();
  const calls: Promise<void>[] = [];
  while (calls.length < perSecond * seconds) {
    const due = ((performance.now() - began) / 1_000) * perSecond;
    while (calls.length < Math.min(due, perSecond * seconds)) calls.push(call(calls.length));
    await pause(STEP_MS);
  }
  await Promise.all(calls);
}

/** The events of visits, a step of many visits before the next step of any. */
function told(nth: number, nouns?: number): { stream: string; event: NewEvent } {
  const noun = nouns === undefined ? '' : nth % nouns;
  const n = Math.floor(nth / (nouns ?? 1));
  const round = Math.floor(n / DEPLOYMENTS);
  const step = round % types.length;
  const deploymentId = `d${noun}-${n % DEPLOYMENTS}`;
  const visitId = `${deploymentId}-${Math.floor(round / types.length)}`;
  const urn = String(100_000 + ((n % DEPLOYMENTS) % 40));
  const event: NewEvent = {
    id: randomUUID(),
    type: `${types[step] ?? 'BenchPlanned'}${noun}`,
    data: { visitId, deploymentId, urn, on: '2025-10-01', halfDays: 1, text: 'x'.repeat(120) },
    meta: {
      schemaVersion: 1,
      occurredOn: '2025-10-01',
      recordedOn: '2025-10-01T11:00:00.000Z',
      actor: { id: 'broker-1', role: 'broker' },
      commandId: randomUUID(),
      correlationId: randomUUID(),
      causationId: randomUUID(),
      tags: [`visit:${visitId}`, `deployment:${deploymentId}`, `urn:${urn}`],
    },
  };
  return { stream: `bench.visit-${visitId}`, event };
}
