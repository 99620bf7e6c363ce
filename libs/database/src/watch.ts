import pg from 'pg';

const LOOK_MS = 500;
/** The least time from one answer to the next question. */
const REST_MS = 1_500;
/** A connection that is used for longer than this is a reason to ask whether the database still answers. */
const LONG_MS = 2_000;
/** How long it may take to answer that. */
const ANSWER_MS = 4_000;

const ignore = (): void => undefined;

/** What a watch looks at: connections in use, and how to give all of them up. */
export interface Watched {
  /** Since when the connection that is used longest is used, on the clock of the process. */
  readonly usedSince: number | undefined;
  cut(): void;
}

/**
 * Finds out that a database is there and does not answer: a process that was stopped, a host that hangs. Whoever waits
 * for it is told then, and whoever comes is told at once, until it answers again.
 */
export class Watch {
  /** Whether it did not answer when it was asked last. */
  isSilent = false;
  private asking = false;
  private rested = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly watched: Watched,
    private readonly config: pg.ClientConfig,
  ) {}

  /** Looks from time to time, as long as a connection is used or the database is silent. */
  begin(): void {
    this.timer ??= setInterval(() => this.look(), LOOK_MS).unref();
  }

  end(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.isSilent = false;
  }

  /** Asks now; unless it is being asked. */
  async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    this.begin();
    const isThere = await answers(this.config);
    this.asking = false;
    this.rested = performance.now() + (isThere ? REST_MS : 0);
    if (this.timer === undefined) return;
    this.isSilent = !isThere;
    if (!isThere) this.watched.cut();
  }

  private look(): void {
    if (performance.now() < this.rested) return;
    const { usedSince } = this.watched;
    if (this.isSilent || (usedSince !== undefined && performance.now() - usedSince > LONG_MS))
      void this.ask();
    else if (usedSince === undefined && !this.asking) this.end();
  }
}

/** Whether a server says anything at all, be it no. */
async function answers(config: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({
    ...config,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
    application_name: 'groundswell watch',
  });
  client.on('error', ignore);
  try {
    await client.connect();
    await client.query('select');
    return true;
  } catch (error) {
    return error instanceof pg.DatabaseError;
  } finally {
    client.end().catch(ignore);
  }
}
