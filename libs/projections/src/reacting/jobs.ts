import { createHash } from 'node:crypto';
import type pg from 'pg';
import {
  type Aggregates,
  type CommandMap,
  type CommandHandling,
  idOf,
  type Instruction,
  NotFound,
  Refusal,
  requestOf,
} from '#eventing';
import { ended, pause } from '../following/backoff.js';
import type { RunnerLog } from '../following/log.js';
import type { AnyJob } from './job.js';

const ATTEMPTS = 5;
/** How often a process looks whether there is work that nobody does. */
const LOOK_MS = 30_000;

/** What jobs are done with. */
export interface JobOptions {
  readonly pool: pg.Pool;
  readonly jobs: readonly AnyJob[];
  readonly handling: CommandHandling;
  readonly aggregates: Aggregates;
  readonly owner: string;
  readonly log: RunnerLog;
  readonly leaseMs?: number;
  readonly lookMs?: number;
}

interface Reached {
  readonly progress: unknown;
  readonly done: boolean;
}

interface Taken {
  readonly job: string;
  readonly id: string;
  readonly epoch: string;
  readonly input: unknown;
  readonly input_hash: string;
  readonly progress: unknown;
  readonly begun: boolean;
  readonly done: boolean;
}

/** Does jobs one after the other, each under a lease of its own: who dies is followed by another, from the last step on. */
export class Jobs {
  private wake: () => void = () => undefined;

  constructor(private readonly options: JobOptions) {}

  /**
   * Asks for a job, once by its id: the same again changes nothing. Throws a `Refusal` when it was asked with another
   * input.
   */
  async ask(job: string, id: string, input: unknown): Promise<void> {
    const text = JSON.stringify(input);
    const hash = createHash('sha256').update(text).digest('hex');
    const { rows } = await this.options.pool.query<{ input_hash: string }>(
      `insert into house.jobs as j (job, id, input, input_hash) values ($1, $2, $3, $4)
       on conflict (job, id) do update set id = j.id returning input_hash`,
      [job, id, text, hash],
    );
    if (rows[0]?.input_hash !== hash)
      throw new Refusal(
        'job-asked-before',
        `${job} ${id} was asked with another input: name a new id.`,
      );
    this.wake();
  }

  /** Works until the signal aborts; looks again when something was asked here, and now and then. */
  async run(signal: AbortSignal): Promise<void> {
    while (!ended(signal)) {
      const found = await this.next(signal).catch((error: unknown) => {
        this.options.log.warn({ err: error }, 'jobs cannot be looked after; trying again');
        return false;
      });
      if (found || ended(signal)) continue;
      const woken = new AbortController();
      this.wake = () => woken.abort();
      await pause(this.options.lookMs ?? LOOK_MS, AbortSignal.any([signal, woken.signal]));
    }
  }

  /** Does what is left of one job that nobody does; false when there is none. */
  async next(signal: AbortSignal): Promise<boolean> {
    const taken = await this.take();
    if (!taken) return false;
    try {
      await this.work(taken, signal);
    } catch (error) {
      await this.failed(taken, error);
    }
    return true;
  }

  private async take(): Promise<Taken | undefined> {
    const { pool, jobs, owner } = this.options;
    const { rows } = await pool.query<Taken>(
      `update house.jobs set owner = $1, epoch = epoch + 1,
         expires = clock_timestamp() + $2::float8 * interval '1 ms'
       where (job, id) in (
         select job, id from house.jobs
         where state = 'waiting' and job = any($3) and expires < clock_timestamp()
         order by asked_on limit 1 for update skip locked)
       returning job, id, epoch, input, input_hash, progress, begun, done`,
      [owner, this.leaseMs, jobs.map((it) => it.name)],
    );
    return rows[0];
  }

  private async work(taken: Taken, signal: AbortSignal): Promise<void> {
    const job = this.options.jobs.find((it) => it.name === taken.job) as AnyJob;
    let { done } = taken;
    let progress: unknown = taken.begun ? taken.progress : job.begin(taken.input);
    while (!done) {
      if (ended(signal)) return this.save(taken, progress, { release: true });
      const reached: Reached = await job.step(taken.input, progress);
      ({ progress, done } = reached);
      if (!done) await this.save(taken, progress);
    }
    await this.save(taken, progress, { done: true });
    const refused = await this.send(taken, job.record(taken.input, progress, taken.input_hash));
    await this.close(taken, refused ? 'refused' : 'recorded', refused);
  }

  /** Keeps what a step came to and renews the lease; throws when another has the job. */
  private async save(
    { job, id, epoch }: Taken,
    progress: unknown,
    { done = false, release = false } = {},
  ): Promise<void> {
    const { rowCount } = await this.options.pool.query(
      `update house.jobs set progress = $4, begun = true, done = $5, attempts = 0, steps = steps + 1,
         expires = case when $6 then '-infinity'
           else clock_timestamp() + $7::float8 * interval '1 ms' end
       where job = $1 and id = $2 and epoch = $3`,
      [job, id, epoch, JSON.stringify(progress), done, release, this.leaseMs],
    );
    if (rowCount !== 1) throw new Error(`${job} ${id}: another process does it now`);
  }

  private async send(
    { job, id, input_hash }: Taken,
    { category, id: subject, command }: Instruction<CommandMap>,
  ): Promise<string | undefined> {
    const { handling, aggregates } = this.options;
    const commandId = idOf('job', job, id, input_hash);
    try {
      const request = requestOf(`job:${job}`, commandId);
      await handling.handle(aggregates.of(category), subject, command, request);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal || error instanceof NotFound) return error.message;
      throw error;
    }
  }

  /** It is tried again by whoever comes first, a few times. */
  private async failed(taken: Taken, error: unknown): Promise<void> {
    const { pool, log } = this.options;
    const says = error instanceof Error ? error.message : String(error);
    log.warn({ job: taken.job, id: taken.id, err: error }, 'a job failed');
    await pool.query(
      `update house.jobs set error = $4, attempts = attempts + 1, expires = '-infinity',
         state = case when attempts + 1 < $5 then state else 'failed' end
       where job = $1 and id = $2 and epoch = $3`,
      [taken.job, taken.id, taken.epoch, says, ATTEMPTS],
    );
  }

  private async close({ job, id, epoch }: Taken, state: string, error?: string): Promise<void> {
    await this.options.pool.query(
      `update house.jobs set state = $4, error = $5
       where job = $1 and id = $2 and epoch = $3`,
      [job, id, epoch, state, error ?? null],
    );
  }

  private get leaseMs(): number {
    return this.options.leaseMs ?? 10_000;
  }
}
