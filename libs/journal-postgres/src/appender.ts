import type pg from 'pg';
import { type Appended, type Conflict, type Stored } from '#eventing';
import {
  InDoubt,
  isConnectionLoss,
  isIndivisible,
  isPassing,
  isSilent,
  Unreachable,
} from './faults.js';
import { callOf, type Entry, fitting, type GroupRow, isRepeatable } from './group.js';
import { outcomesOf, storedOf } from './group.js';
import { Hints } from './hints.js';
import { Patience } from './patience.js';

const FLIGHTS = 2;
const MOST_APPENDS = 500;
/** Up to here a group is not worth dividing between two flights. */
const FEW_APPENDS = 32;
const PATIENCE_MS = 15_000;

interface Pending {
  readonly entry: Entry;
  readonly settle: (outcome: Appended | Error) => void;
  /** When it came, on the clock of the process. */
  readonly since: number;
}

/**
 * Group commit: appends that arrive while others are under way go out together, as one call. One that the server
 * cannot store never fails its neighbours.
 */
export class Appender {
  private queue: Pending[] = [];
  private flights = 0;
  private scheduled = false;
  private readonly underWay = new Map<string, Promise<Appended>>();
  private readonly idle: (() => void)[] = [];

  /**
   * `stored` is called with what each group stored, once that is durable and before those are told who appended it, and
   * with nothing when it is not known; an append waits `patience` ms for a database.
   */
  constructor(
    private readonly pool: pg.Pool,
    private readonly stored: (piece?: Stored) => void,
    private readonly patience = PATIENCE_MS,
    private readonly hints = new Hints(pool),
  ) {}

  /** Resolves once the events are durable. The same append twice at once is one append. */
  append(entry: Entry): Promise<Appended> {
    if (!isRepeatable(entry)) return this.enqueue(entry);
    const key = `${entry.expected} ${entry.ids.join(' ')} ${entry.stream}`;
    const same = this.underWay.get(key);
    if (same) return same;
    const outcome = this.enqueue(entry, key);
    this.underWay.set(key, outcome);
    return outcome;
  }

  /** One group after the other, each in the order given. Throws the first failure once its group is through. */
  async inOrder(entries: readonly Entry[]): Promise<Appended[]> {
    const landed: Appended[] = [];
    while (landed.length < entries.length) {
      const rest = entries.slice(landed.length);
      const outcomes: (Appended | Error)[] = [];
      await this.fly(
        rest.slice(0, fitting(rest, MOST_APPENDS)).map((entry, index) => ({
          entry,
          settle: (outcome) => (outcomes[index] = outcome),
          since: performance.now(),
        })),
      );
      for (const outcome of outcomes) {
        if (outcome instanceof Error) throw outcome;
        landed.push(outcome);
      }
    }
    return landed;
  }

  /** Resolves when nothing is under way any more. */
  async drained(): Promise<void> {
    while (this.flights > 0 || this.queue.length > 0)
      await new Promise<void>((done) => this.idle.push(done));
    this.hints.end();
  }

  private enqueue(entry: Entry, key?: string): Promise<Appended> {
    return new Promise((accept, reject) => {
      const settle = (outcome: Appended | Error) => {
        if (key !== undefined) this.underWay.delete(key);
        if (outcome instanceof Error) reject(outcome);
        else accept(outcome);
      };
      this.queue.push({ entry, settle, since: performance.now() });
      this.schedule();
    });
  }

  /** Lets all go together whom one answer woke, or who were called in one turn. */
  private schedule(): void {
    if (this.scheduled || this.flights === FLIGHTS) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      while (this.flights < FLIGHTS && this.queue.length > 0) void this.fly(this.nextGroup());
    });
  }

  /** Half of a long queue, so that the server works on one group while we write out the other. */
  private nextGroup(): Pending[] {
    const share = Math.ceil(this.queue.length / (FLIGHTS - this.flights));
    const most = Math.min(MOST_APPENDS, Math.max(FEW_APPENDS, share));
    const entries = this.queue.slice(0, most).map((it) => it.entry);
    return this.queue.splice(0, fitting(entries, most));
  }

  private async fly(group: readonly Pending[]): Promise<void> {
    this.flights++;
    try {
      await this.send(group, new Patience(this.patience, group[0]?.since));
    } catch (error) {
      fail(group, error as Error);
    }
    this.flights--;
    if (this.queue.length > 0) this.schedule();
    else if (this.flights === 0) for (const done of this.idle.splice(0)) done();
  }

  private async send(group: readonly Pending[], patience: Patience): Promise<void> {
    const entries = group.map((it) => it.entry);
    let client: pg.PoolClient;
    try {
      client = await this.pool.connect();
    } catch (error) {
      await this.sendAgain(group, error, patience);
      return;
    }
    let row: GroupRow;
    try {
      await this.hints.agree(client);
      row = (await client.query<GroupRow>(callOf(entries))).rows[0] as GroupRow;
      client.release();
    } catch (error) {
      client.release(isConnectionLoss(error));
      // when the connection broke, the events may be there all the same
      this.stored();
      await this.recover(group, error, patience);
      return;
    }
    const piece = storedOf(entries, row);
    if (piece) this.stored(piece);
    const outcomes = outcomesOf(entries, row);
    group.forEach(({ settle }, index) => {
      settle(outcomes[index] as Appended | Conflict);
    });
  }

  private async recover(
    group: readonly Pending[],
    error: unknown,
    patience: Patience,
  ): Promise<void> {
    if (isConnectionLoss(error)) {
      const repeatable = group.filter((it) => isRepeatable(it.entry));
      for (const { entry, settle } of group)
        if (!isRepeatable(entry)) settle(new InDoubt(entry.stream, error));
      await this.sendAgain(repeatable, error, patience);
    } else if (this.hints.refused(error)) {
      await this.send(group, patience);
    } else if (isIndivisible(error) || group.length === 1) {
      await this.sendAgain(group, error, patience);
    } else {
      // somewhere in here is what the server cannot store: halving leaves it alone in the end
      const half = group.length >> 1;
      await this.send(group.slice(0, half), patience);
      await this.send(group.slice(half), patience);
    }
  }

  private async sendAgain(
    group: readonly Pending[],
    error: unknown,
    patience: Patience,
  ): Promise<void> {
    if (group.length === 0) return;
    if (!isConnectionLoss(error) && !isPassing(error, patience.spent)) fail(group, error as Error);
    else if (!isSilent(error) && (await patience.wait())) await this.send(group, patience);
    else fail(group, new Unreachable(error));
  }
}

function fail(group: readonly Pending[], error: Error): void {
  for (const { settle } of group) settle(error);
}
