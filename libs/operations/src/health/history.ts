import type pg from 'pg';
import type { EventStore, Position } from '#eventing';
import type { Condition } from '#health';
import { isStill, type Landmark } from '#projections';

/** Where the past of the log and what was made of it may disagree. */
export interface Past {
  readonly pool: pg.Pool;
  readonly store: EventStore;
  /** The last event that the read side is known to have seen. */
  readonly landmark: () => Promise<Landmark | undefined>;
  /** Whether this process remembers more of the log than it has now. */
  readonly isAstray: boolean;
}

interface Beyond {
  readonly name: string;
  readonly version: number;
}

/** Says when the log lacks events that this house has seen; and its head. */
export async function historyOf({ pool, store, landmark, isAstray }: Past): Promise<{
  readonly head: Position;
  readonly conditions: readonly Condition[];
}> {
  // the checkpoints first: the head only rises
  const checkpoints = await pool.query<Beyond & { position: string }>(
    'select name, version, position from house.followers',
  );
  const last = await landmark();
  const head = await store.head();
  const beyond = checkpoints.rows.filter((it) => it.position > head);
  const isGone = last !== undefined && !(await isStill(store, last));
  const conditions: Condition[] = [];
  if (isGone) {
    const detail = `the event at ${last.position} is not there any more; the head is ${head || 'the origin'}`;
    conditions.push({ state: 'log-restored', detail });
  }
  if (beyond.length > 0) {
    const names = beyond.map((it) => `${it.name} v${it.version}`).join(', ');
    const detail = `${names}: beyond the head, ${head || 'the origin'}`;
    conditions.push({ state: 'checkpoint-beyond-head', detail });
  }
  if (isAstray && conditions.length === 0) conditions.push({ state: 'restart-needed' });
  return { head, conditions };
}
