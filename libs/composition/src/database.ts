import type pg from 'pg';
import { createPool, LONG, type RunningPostgres, runningUrlOf, startPostgres } from '#database';
import { type Standing, standingOf } from '#operations';
import type { RunnerLog } from '#projections';
import type { Config } from './config.js';

/** The database of the house: one's own, or the embedded one. */
export interface OpenDatabase {
  readonly url: string;
  /** For whoever is waited for. */
  readonly pool: pg.Pool;
  /** For what reads or writes whole tables: its statements may take an hour. */
  readonly work: pg.Pool;
  /** Lets go; the embedded server ends with the last program that uses it. */
  close(): Promise<void>;
}

/** Connects to `DATABASE_URL`, or to the embedded server, which is started or adopted first. */
export async function openDatabase(config: Config, log: RunnerLog): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) {
    return opened(config.databaseUrl, () => Promise.resolve());
  }
  const keeper = await Keeper.start(config.folder, log);
  const { url } = keeper.server;
  return opened(url, async () => {
    await keeper.end();
    if (await isUnused(url)) await keeper.server.stop();
  });
}

/** How the database of these settings is, asked without opening or starting anything; none when it is not started. */
export async function databaseStanding(config: Config): Promise<Standing | undefined> {
  const url = config.databaseUrl ?? runningUrlOf(config.folder);
  if (url === undefined) return undefined;
  const pool = createPool(url, { max: 1 });
  try {
    return await standingOf(pool);
  } finally {
    // one that does not answer is not waited for
    void pool.end();
  }
}

function opened(url: string, end: () => Promise<void>): OpenDatabase {
  const [pool, work] = [createPool(url), createPool(url, LONG)];
  return {
    ...{ url, pool, work },
    close: async () => {
      await Promise.all([pool.end(), work.end()]);
      await end();
    },
  };
}

const LOOK_MS = 500;

/** Starts the embedded server again when it is gone: it keeps its port, so that connections find it. */
class Keeper {
  private timer: NodeJS.Timeout | undefined;
  private starting: Promise<unknown> = Promise.resolve();
  private ended = false;

  private constructor(
    private readonly folder: string,
    public server: RunningPostgres,
    private readonly log: RunnerLog,
  ) {
    this.look();
  }

  static async start(folder: string, log: RunnerLog): Promise<Keeper> {
    return new Keeper(folder, await startPostgres({ folder }), log);
  }

  /** Stops looking; waits for a start under way. */
  async end(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.starting;
  }

  private look(): void {
    this.timer = setTimeout(() => {
      this.starting = this.revive().then(() => {
        if (!this.ended) this.look();
      });
    }, LOOK_MS).unref();
  }

  private async revive(): Promise<void> {
    if (isAlive(this.server.pid)) return;
    this.log.warn({ folder: this.folder }, 'the embedded database is gone; starting it again');
    try {
      this.server = await startPostgres({ folder: this.folder });
    } catch (error) {
      // tried again at the next look; meanwhile the house answers 503
      this.log.error({ err: error }, 'the embedded database does not start');
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const LOOKS = 10;

/** Whether nobody is connected any more; our own connections take a moment to be gone. */
async function isUnused(url: string): Promise<boolean> {
  const pool = createPool(url, { max: 1 });
  try {
    for (let look = 1; look <= LOOKS; look++) {
      const { rows } = await pool.query<{ others: number }>(
        `select count(*)::int as others from pg_stat_activity
         where backend_type = 'client backend' and datname = current_database()
           and pid <> pg_backend_pid()`,
      );
      if (rows[0]?.others === 0) return true;
      await pool.query('select pg_sleep(0.05)');
    }
    return false;
  } catch {
    // a server that does not answer is of use to nobody
    return true;
  } finally {
    await pool.end();
  }
}
