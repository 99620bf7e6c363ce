import { setTimeout as pause } from 'node:timers/promises';
import type { RunningPlatform } from '../support/running-platform.js';

const WRITERS = 8;
const REST_MS = 10;
/** A client does not wait for ever for a server that says nothing. */
const PATIENCE_MS = 15_000;
let crews = 0;

/**
 * Eight clients, each of whom notices one need after the other and sends it again, under its Idempotency-Key, until
 * it is acknowledged: whatever happens to the servers meanwhile.
 */
export class Writers {
  /** The needs that were acknowledged, by key. */
  readonly acknowledged = new Map<string, string>();
  /** How often something was sent that was not acknowledged. */
  troubles = 0;
  private readonly crew = ++crews;
  private stopping = false;
  private readonly working: Promise<unknown>;
  private readonly counts = new Array<number>(WRITERS).fill(0);

  constructor(
    private readonly platform: RunningPlatform,
    private readonly token: string,
    private readonly urn: string,
  ) {
    this.working = Promise.all(this.counts.map((_, writer) => this.write(writer)));
    this.working.catch(() => undefined);
  }

  /** Waits until every writer was acknowledged so many more times; throws when it takes too long. */
  async progress(commands: number, withinMs: number): Promise<void> {
    const aims = this.counts.map((it) => it + commands);
    const end = performance.now() + withinMs;
    while (this.counts.some((it, writer) => it < (aims[writer] ?? 0))) {
      if (performance.now() > end)
        throw new Error(`the house did not recover within ${withinMs} ms: ${this.counts.join()}`);
      await Promise.race([pause(10), this.working]);
    }
  }

  /** Ends when what is under way is acknowledged. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.working;
  }

  private async write(writer: number): Promise<void> {
    for (let n = 0; !this.stopping; n++) {
      const key = `crew-${this.crew}-writer-${writer}-${n}`;
      this.acknowledged.set(key, await this.persist(key, n));
      this.counts[writer] = n + 1;
      await pause(REST_MS);
    }
  }

  private async persist(key: string, n: number): Promise<string> {
    const body = {
      urn: this.urn,
      focusArea: 'maths',
      severity: 1 + (n % 4),
      source: 'data',
      evidenceRefs: [key],
    };
    for (;;) {
      const answer = await this.send(key, body);
      if (answer?.status === 201) return ((await answer.json()) as { id: string }).id;
      // no server, a server that cannot answer just now, or one that others kept busy: all else is a mistake
      if (answer && answer.status !== 503 && answer.status !== 409)
        throw new Error(`${key}: ${answer.status} ${await answer.text()}`);
      this.troubles++;
      await pause(50);
    }
  }

  private send(key: string, body: object): Promise<Response | undefined> {
    return fetch(`${this.platform.url}/v1/needs`, {
      method: 'POST',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    }).catch(() => undefined);
  }
}
