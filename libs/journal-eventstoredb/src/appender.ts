import { type Appended, Conflict, type Expected } from '#eventing';
import type { Client } from './client.js';
import { type Entry, isRepeatable } from './entry.js';
import { ConnectionLost, InDoubt, Unreachable, WrongRevision } from './faults.js';
import { Patience } from './patience.js';
import { positionOf } from './position.js';
import type { Reading } from './reading.js';
import type { Place } from './server-event.js';

const PATIENCE_MS = 15_000;

/** Sends appends, again when the connection broke and a repeat is recognised. */
export class Appender {
  private readonly underWay = new Set<Promise<unknown>>();

  /** An append waits `patience` ms for a server. */
  constructor(
    private readonly client: Client,
    private readonly reading: Reading,
    private readonly patience = PATIENCE_MS,
  ) {}

  /** Resolves once the events are durable. */
  async append(entry: Entry): Promise<Appended> {
    const appending = this.send(entry, new Patience(this.patience));
    this.underWay.add(appending);
    try {
      return await appending;
    } finally {
      this.underWay.delete(appending);
    }
  }

  /** Resolves when nothing is under way any more. */
  async drained(): Promise<void> {
    while (this.underWay.size > 0) await Promise.allSettled(this.underWay);
  }

  private async send(entry: Entry, patience: Patience): Promise<Appended> {
    const { stream, events } = entry;
    let { expected } = entry;
    for (;;) {
      try {
        const { revision, position } = await this.client.append(stream, events, expected);
        return await this.landed(stream, Number(revision), position);
      } catch (error) {
        if (error instanceof WrongRevision) {
          if (!(await this.isHidden(entry, expected, error.actual)))
            throw new Conflict(stream, entry.expected, error.actual);
          expected = error.actual;
          continue;
        }
        if (!(error instanceof ConnectionLost)) throw error;
        if (!isRepeatable(entry) && !neverSent(error)) throw new InDoubt(stream, error);
        if (!(await patience.wait())) throw new Unreachable(error);
      }
    }
  }

  /** Whether who expected no stream was right, as far as anybody can read: all that it had was cut off. */
  private async isHidden(entry: Entry, sent: Expected, actual: number): Promise<boolean> {
    if (sent !== entry.expected || actual < 0 || (sent !== 'noStream' && sent !== -1)) return false;
    return (await this.reading.stream(entry.stream, { limit: 1, backwards: true })).length === 0;
  }

  /** Where it landed; read back when the server does not tell, as it may with a repeat. */
  private async landed(stream: string, revision: number, place?: Place): Promise<Appended> {
    if (place) return { revision, position: positionOf(place) };
    const [last] = await this.reading.stream(stream, { from: revision, limit: 1 });
    if (last?.revision === revision) return { revision, position: last.position };
    // a repeat of what was deleted since: it stands somewhere before the end
    return { revision, position: await this.reading.head() };
  }
}

/** Whether no connection was there to send anything by. */
const neverSent = ({ cause }: ConnectionLost): boolean =>
  /ECONNREFUSED|No connection established|ENOTFOUND|Failed to discover/i.test(String(cause));
