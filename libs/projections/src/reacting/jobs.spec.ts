import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import type { Thank, ToThanks } from '../../../../test/support/visits.js';
import type { Job } from './job.js';
import { Jobs } from './jobs.js';

interface Sum {
  readonly upTo: number;
}
interface Reached {
  readonly at: number;
  readonly sum: number;
}
const died = new Error('the process died');
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const { signal } = new AbortController();
let house: ProjectionsHouse;
let steps: number[] = [];
let onStep: (at: number) => Promise<void> | void = () => undefined;

/** Adds numbers up, one a step, and thanks the school by the sum. */
const adding: Job<Sum, Reached, ToThanks> = {
  name: 'tests.adding',
  begin: () => ({ at: 0, sum: 0 }),
  step: async ({ upTo }, { at, sum }) => {
    await onStep(at + 1);
    steps.push(at + 1);
    return { progress: { at: at + 1, sum: sum + at + 1 }, done: at + 1 === upTo };
  },
  record: (_, { sum }, inputHash) => ({
    category: 'tests.thanks',
    id: `sum-${inputHash.slice(0, 8)}-${sum}`,
    command: { type: 'Thank', urn: '139402' } satisfies Thank,
  }),
};

beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  steps = [];
  onStep = () => undefined;
  await house.pool.query('delete from house.jobs');
});

const worker = (owner: string, leaseMs = 60_000): Jobs => {
  const { pool, handling, aggregates } = house;
  return new Jobs({ pool, jobs: [adding], handling, aggregates, owner, log, leaseMs });
};
const hashOf = (input: Sum) => createHash('sha256').update(JSON.stringify(input)).digest('hex');
const job = async () =>
  (
    await house.pool.query<{ state: string; steps: number; error: string }>(
      'select * from house.jobs',
    )
  ).rows[0]!;
const thanked = async (sum: number, input: Sum) =>
  (await eventsOf(house.store)).filter(
    (it) => it.stream === `tests.thanks-sum-${hashOf(input).slice(0, 8)}-${sum}`,
  ).length;

describe('a job', () => {
  it('goes step by step and is recorded by a command with the hash of its input', async () => {
    const jobs = worker('one');
    await jobs.ask('tests.adding', 'a', { upTo: 3 });
    await jobs.ask('tests.adding', 'a', { upTo: 3 });
    await expect(jobs.ask('tests.adding', 'a', { upTo: 4 })).rejects.toThrow('job-asked-before');
    expect(await jobs.next(signal)).toBe(true);
    expect(steps).toEqual([1, 2, 3]);
    expect(await thanked(6, { upTo: 3 })).toBe(1);
    expect(await job()).toMatchObject({ state: 'recorded', steps: 3 });
    expect(await jobs.next(signal)).toBe(false);
  });

  it('is taken over from the last step, once the lease of who died has run out', async () => {
    // the first stands still in its third step, as a machine that sleeps
    let wake: () => void = () => undefined;
    onStep = (at) => (at === 3 ? new Promise((resolve) => (wake = resolve)) : undefined);
    const first = worker('sleeper', 200);
    await first.ask('tests.adding', 'b', { upTo: 5 });
    const sleeping = first.next(signal);
    const second = worker('waker', 60_000);
    expect(await second.next(signal)).toBe(false);
    await new Promise((go) => setTimeout(go, 400));
    onStep = () => undefined;
    expect(await second.next(signal)).toBe(true);
    expect(steps).toEqual([1, 2, 3, 4, 5]);
    // what the sleeper has in hand when it wakes is of no effect
    wake();
    await sleeping;
    expect(await thanked(15, { upTo: 5 })).toBe(1);
    expect(await job()).toMatchObject({ state: 'recorded' });
  });

  it('is tried again a few times and then given up, with the reason', async () => {
    onStep = () => Promise.reject(died);
    const jobs = worker('one');
    await jobs.ask('tests.adding', 'c', { upTo: 1 });
    for (let attempt = 1; attempt <= 5; attempt++) expect(await jobs.next(signal)).toBe(true);
    expect(await jobs.next(signal)).toBe(false);
    expect(await job()).toMatchObject({ state: 'failed', error: died.message });
  });

  it('is recorded once, also when its owner dies between the command and the last word', async () => {
    const jobs = worker('one');
    await jobs.ask('tests.adding', 'd', { upTo: 2 });
    await jobs.next(signal);
    await house.pool.query(`update house.jobs set state = 'waiting', expires = '-infinity'`);
    await worker('two').next(signal);
    expect(steps).toEqual([1, 2]);
    expect(await thanked(3, { upTo: 2 })).toBe(1);
    expect(await job()).toMatchObject({ state: 'recorded' });
  });

  it('is left where it stands when the process ends, and goes on elsewhere at once', async () => {
    const ending = new AbortController();
    onStep = (at) => (at === 2 ? ending.abort() : undefined);
    const jobs = worker('one');
    await jobs.ask('tests.adding', 'e', { upTo: 4 });
    await jobs.next(ending.signal);
    expect(steps).toEqual([1, 2]);
    expect(await worker('two').next(signal)).toBe(true);
    expect(steps).toEqual([1, 2, 3, 4]);
    expect(await thanked(10, { upTo: 4 })).toBe(1);
  });
});
