import pg from 'pg';
import { Watch, type Watched } from './watch.js';

const READ_ONLY = '25006';
const ignore = (): void => undefined;

/** What of a client of `pg` its types do not tell. */
interface Inside {
  readonly connection: NodeJS.EventEmitter & { readonly stream: { destroy(): void } };
  /** One that was used often enough is not kept. */
  _poolUseCount?: number;
}
const insideOf = (client: unknown): Inside => client as Inside;

/** The database is there and does not answer; no connection was asked for. */
export class DatabaseSilent extends Error {
  /** As the network has it. */
  readonly code = 'ETIMEDOUT';

  constructor() {
    super('the database does not answer');
    this.name = 'DatabaseSilent';
  }
}

type Told = Parameters<pg.Pool['connect']>[0];

/**
 * A pool that keeps nobody waiting for a database that does not answer, and no connection to one that became read-only
 * (as after a fail-over): the next connection may reach the one that can be written.
 */
export class HousePool extends pg.Pool implements Watched {
  private readonly idle = new Set<pg.PoolClient>();
  /** Those in use, the longest first, and since when. */
  private readonly used = new Map<pg.PoolClient, number>();
  private readonly watch: Watch;

  constructor(config: pg.PoolConfig = {}) {
    super(config);
    this.watch = new Watch(this, config);
    this.on('connect', (client) => this.added(client));
    this.on('acquire', (client) => {
      this.idle.delete(client);
      this.used.set(client, performance.now());
      this.watch.begin();
    });
    this.on('release', (_, client) => {
      this.used.delete(client);
      this.idle.add(client);
    });
    this.on('remove', (client) => {
      this.used.delete(client);
      this.idle.delete(client);
    });
  }

  get usedSince(): number | undefined {
    return this.used.values().next().value;
  }

  /** Breaks every connection: whoever uses one is told that it is lost. */
  cut(): void {
    for (const client of this.used.keys()) insideOf(client).connection.stream.destroy();
    this.dropIdle('the database does not answer');
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a promise or nothing, as that of `pg` has it
  override connect(told?: Told): any {
    if (!this.watch.isSilent) {
      if (told) {
        super.connect((error, client, release) => {
          this.noteFailed(error);
          told(error, client, release);
        });
        return undefined;
      }
      return super.connect().catch((error: unknown) => {
        this.noteFailed(error);
        throw error;
      });
    }
    const silent = new DatabaseSilent();
    if (!told) return Promise.reject(silent);
    told(silent, undefined, ignore);
    return undefined;
  }

  override end(): Promise<void>;
  override end(told: () => void): void;
  override end(told?: () => void): Promise<void> | undefined {
    this.watch.end();
    if (!told) return super.end();
    super.end(told);
    return undefined;
  }

  private added(client: pg.PoolClient): void {
    // one that breaks in the hands of a caller between two queries fails the next query, and nothing else
    client.on('error', ignore);
    insideOf(client).connection.on('errorMessage', ({ code }: { code?: string }) => {
      if (code === READ_ONLY) this.giveUp();
    });
  }

  /** Those in use are not kept once they come back, the others not at all. */
  private giveUp(): void {
    for (const client of this.used.keys()) insideOf(client)._poolUseCount = Infinity;
    this.dropIdle('the database became read-only');
  }

  /** As if each had broken by itself: from here on nobody is given one. */
  private dropIdle(why: string): void {
    for (const client of [...this.idle]) {
      client.emit('error', new Error(why));
      insideOf(client).connection.stream.destroy();
    }
  }

  private noteFailed(error: unknown): void {
    if (error && /timeout/.test((error as Error).message)) void this.watch.ask();
  }
}
