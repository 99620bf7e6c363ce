import type pg from 'pg';
import type { AnyProjection, Recorded } from '#eventing';
import { foldInto, handles, keysOf } from '../folding/fold.js';
import type { RowShare } from '../folding/row-budget.js';
import { RowCache } from '../folding/row-cache.js';
import { readTableOf } from '../tables/read-table.js';
import { loadRows, writeInParts } from '../tables/rows.js';
import { sandboxTable } from './sandbox.js';
import { type Turns } from '../cutover/turns.js';

/** So often rows are written, if there is room: a hot row once for many events. */
const EVENTS_A_WRITE = 50_000;

/** A connection that may write a sandbox, shared by the read models that are filled. */
export interface Filling {
  readonly client: pg.ClientBase;
  readonly turns: Turns;
  readonly schema: string;
}

/** The table of one read model while a log is folded into it: what changed is written while others are folded. */
export class FilledTable {
  private writing: Promise<unknown> = Promise.resolve();
  private readonly hot: RowCache;
  /** Events that were folded since the last write. */
  private unwritten = 0;

  /** `share` bounds what is kept in memory. */
  constructor(
    private readonly projection: AnyProjection,
    private readonly filling: Filling,
    share: RowShare,
  ) {
    const { client, turns, schema } = filling;
    const table = sandboxTable(schema, projection);
    this.hot = new RowCache(
      readTableOf(projection),
      (keys) => turns.take(() => loadRows(client, table, keys)),
      share,
      true,
    );
  }

  /** Folds the next events. Fails when what was folded before could not be written. */
  async take(events: readonly Recorded[]): Promise<void> {
    await this.writing;
    const { projection } = this;
    const table = readTableOf(projection);
    const concerned = events.filter((it) => handles(projection, it));
    await this.hot.fold(
      () => concerned.flatMap((it) => keysOf(projection, it)),
      (rows) => foldInto(projection, table, rows, concerned),
    );
    this.unwritten += events.length;
    if (this.hot.full || this.unwritten >= EVENTS_A_WRITE) this.write();
  }

  /** When everything that was folded is written. */
  async written(): Promise<void> {
    await this.writing;
    this.write();
    await this.writing;
  }

  private write(): void {
    const { client, turns, schema } = this.filling;
    const { kept, gone } = this.hot.take();
    this.writing = writeInParts(sandboxTable(schema, this.projection), kept, gone, (text, values) =>
      turns.take(() => client.query(text, values)),
    );
    // it is told by the next `take`, or by `written`
    this.writing.catch(() => undefined);
    this.unwritten = 0;
  }
}
