import { londonDay, type Position, type Recorded } from '#eventing';
import type pg from 'pg';
import type { Landmark, Lease, Work } from '#projections';

/** The name under which the index of events follows the log. */
export const EVENT_INDEX = 'house.events';

/**
 * Keeps where each event is (`house.events`): by its id, its stream, its correlation and its day. It holds nothing of
 * what an event says, and serves any store.
 */
export class EventIndex implements Work {
  readonly kind = 'index';
  readonly name = EVENT_INDEX;
  readonly version = 1;

  /** Every event is one to index. */
  concerns(): boolean {
    return true;
  }

  /** Writes the entries of a batch together with the checkpoint. */
  async apply(lease: Lease, events: readonly Recorded[], to: Position): Promise<void> {
    const columns = Object.values(entries).map(({ type, of }) => ({
      type,
      values: events.map(of),
    }));
    await lease.advanceBy(to, [
      {
        text: (at) =>
          `insert into house.events (${Object.keys(entries).join(', ')})
           select * from unnest(${columns.map(({ type }, index) => `$${at + index}::${type}[]`).join(', ')})
           where exists (select from moved)`,
        values: columns.map((it) => it.values),
      },
    ]);
  }
}

/** The last event that was indexed; none before the first. */
export async function lastIndexed(pool: pg.Pool): Promise<Landmark | undefined> {
  const { rows } = await pool.query<Landmark>(
    'select position, stream, revision, id from house.events order by position desc limit 1',
  );
  return rows[0];
}

interface Entry {
  readonly type: 'text' | 'int' | 'jsonb';
  readonly of: (event: Recorded) => string | number;
}

/** The columns of `house.events`. */
const entries: Readonly<Record<string, Entry>> = {
  position: { type: 'text', of: (it) => it.position },
  id: { type: 'text', of: (it) => it.id },
  stream: { type: 'text', of: (it) => it.stream },
  revision: { type: 'int', of: (it) => it.revision },
  type: { type: 'text', of: (it) => it.type },
  recorded_on: { type: 'text', of: (it) => it.recordedOn },
  recorded_day: { type: 'text', of: (it) => londonDay(it.recordedOn) },
  occurred_on: { type: 'text', of: (it) => it.occurredOn },
  correlation_id: { type: 'text', of: (it) => it.correlationId },
  tags: { type: 'jsonb', of: (it) => JSON.stringify(it.tags) },
};
