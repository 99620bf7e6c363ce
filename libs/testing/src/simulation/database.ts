import pg from 'pg';
import { createPool, migrate } from '#database';
import { testDatabase, type TestDatabase } from '../test-database.js';
import { Blocked, cutOff } from './call.js';

type Arguments = readonly unknown[];

/** How coarse its clock is: each tick that is shown costs a statement. */
const TICK_MS = 50;
const LOCK_NOT_AVAILABLE = '55P03';
const BEGINNING = '2025-10-01T09:00:00Z';

/** Where the followers look for the time before they look in `pg_catalog`. */
const CLOCK = `
  create schema sim;
  create table sim.clock (at timestamptz not null);
  insert into sim.clock values ('${BEGINNING}');
  create function sim.clock_timestamp() returns timestamptz language sql volatile
    as 'select at from sim.clock';`;

/** A connection between `connect` and `release`: until then no other call is sent to the database. */
export class Session {
  private broken = false;

  constructor(
    /** Whose it is. */
    readonly owner: object,
    private readonly client: pg.Client,
  ) {}

  async query(args: Arguments): Promise<unknown> {
    if (this.broken) throw cutOff();
    return run(this.client, args);
  }

  /** Cuts it: what was not committed is undone, and whoever goes on with it gets an error. */
  cut(): void {
    this.broken = true;
  }
}

/** One real PostgreSQL for all nodes, spoken to by one call at a time, with a clock that the simulation sets. */
export class SimulatedDatabase {
  /** What its clock shows, in milliseconds since the beginning. */
  clock = 0;
  /** The transaction under way. */
  session: Session | undefined;
  private shown: number | undefined;
  private left = false;

  private constructor(
    private readonly database: TestDatabase,
    private readonly plain: pg.Client,
    private readonly transactional: pg.Client,
  ) {}

  /** A new database with the tables of the house. */
  static async open(): Promise<SimulatedDatabase> {
    const { projectionMigrations } = await import('#projections');
    const database = await testDatabase();
    const pool = createPool(database.url, { max: 1 });
    await pool.query(CLOCK);
    await migrate(pool, projectionMigrations);
    await pool.end();
    const clientOf = (options: string) =>
      new pg.Client({
        connectionString: database.url,
        options: `-c search_path=sim,pg_catalog,public ${options}`,
      });
    // only a transaction under way can be in the way of a statement, and it ends when others may go on
    const plain = clientOf('-c lock_timeout=60ms');
    const transactional = clientOf('');
    await Promise.all([plain.connect(), transactional.connect()]);
    return new SimulatedDatabase(database, plain, transactional);
  }

  /** One statement of its own. Throws `Blocked` when the session under way has a lock that is in its way. */
  async query(args: Arguments): Promise<pg.QueryResult> {
    await this.ready();
    return run(this.plain, args).catch((error: unknown) => {
      const isBlocked = (error as { code?: string }).code === LOCK_NOT_AVAILABLE;
      throw isBlocked && this.session ? new Blocked() : error;
    });
  }

  /** Begins a session; nobody else has one. */
  async connect(owner: object): Promise<Session> {
    await this.ready();
    this.session = new Session(owner, this.transactional);
    return this.session;
  }

  /** A statement within a session. */
  async queryIn(session: Session, args: Arguments): Promise<unknown> {
    await this.showClock();
    return session.query(args);
  }

  /** The end of a session; what it did not commit is undone. */
  release(session: Session | undefined): void {
    if (!session || this.session !== session) return;
    session.cut();
    this.session = undefined;
    this.left = true;
  }

  async close(): Promise<void> {
    await Promise.all([this.plain.end(), this.transactional.end()]);
    await this.database.drop();
  }

  private async ready(): Promise<void> {
    if (this.left && !this.session) {
      await this.transactional.query('rollback');
      this.left = false;
    }
    await this.showClock();
  }

  private async showClock(): Promise<void> {
    const clock = Math.floor(this.clock / TICK_MS) * TICK_MS;
    if (this.shown === clock) return;
    this.shown = clock;
    await this.plain.query(
      `update sim.clock set at = timestamptz '${BEGINNING}' + $1 * interval '1 ms'`,
      [clock],
    );
  }
}

const run = (client: pg.Client, args: Arguments): Promise<pg.QueryResult> =>
  client.query(...(args as [string, unknown[]]));
