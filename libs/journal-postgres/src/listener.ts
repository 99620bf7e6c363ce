import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Patience } from './patience.js';

const HEARTBEAT_MS = 5_000;

/** Hears of groups that other processes stored, on a connection of its own that it keeps alive. */
export class Listener {
  private readonly stop = new AbortController();
  private readonly ended: Promise<void>;

  /** `news` is called at each notification, with whose it is, and whenever some may have been missed. */
  constructor(
    private readonly url: string,
    private readonly news: (sender?: number) => void,
  ) {
    this.ended = this.run();
  }

  /** Whether it would hear of news now, as far as it knows. */
  hears = false;

  /** Resolves when the connection is closed. */
  async close(): Promise<void> {
    this.stop.abort();
    await this.ended;
  }

  private async run(): Promise<void> {
    let patience = new Patience();
    while (!this.stop.signal.aborted) {
      try {
        await this.listen(() => (patience = new Patience()));
      } catch {
        // whatever it was, readers poll until the next connection stands
      }
      await patience.wait(this.stop.signal);
    }
  }

  private async listen(connected: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'groundswell journal listener',
      keepAlive: true,
      connectionTimeoutMillis: HEARTBEAT_MS,
      query_timeout: HEARTBEAT_MS,
    });
    client.on('error', () => undefined);
    client.on('notification', (it) => this.news(it.processId));
    try {
      await client.connect();
      const broken = once(client, 'end', { signal: this.stop.signal }).then(
        () => true,
        () => true,
      );
      await client.query('listen journal');
      connected();
      this.hears = true;
      this.news();
      const pause = { ref: false, signal: this.stop.signal };
      for (;;) {
        const over = await Promise.race([broken, sleep(HEARTBEAT_MS, false, pause)]);
        if (over) return;
        await client.query('select');
      }
    } finally {
      this.hears = false;
      // a connection that nobody answers any more is not waited for
      await Promise.race([client.end(), sleep(1_000, undefined, { ref: false })]);
    }
  }
}
