import type pg from 'pg';
import type { Position } from '#eventing';
import type { FollowerId } from './follower-id.js';

/** A checkpoint to move where nothing else changes; `from` and `to` may be the same, which renews the lease. */
export interface Move extends FollowerId {
  readonly epoch: string;
  readonly from: Position;
  readonly to: Position;
  readonly ttlMs: number;
}

interface Waiting {
  readonly move: Move;
  readonly resolve: (moved: boolean) => void;
  readonly reject: (error: unknown) => void;
}

const GATHER_MS = 2;

/**
 * Moves the checkpoints of followers that had nothing to do, many with one statement: a quiet follower costs next
 * to nothing, and yet every checkpoint keeps up with the log.
 */
export class CheckpointMover {
  private waiting: Waiting[] = [];
  private gathering = false;

  constructor(private readonly pool: pg.Pool) {}

  /** False when the lease is another's by now. */
  move(move: Move): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ move, resolve, reject });
      if (this.gathering) return;
      this.gathering = true;
      setTimeout(() => void this.flush(), GATHER_MS);
    });
  }

  private async flush(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    this.gathering = false;
    try {
      const moved = await this.moveAll(batch.map((it) => it.move));
      for (const { move, resolve } of batch) resolve(moved.has(`${move.name} ${move.version}`));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  private async moveAll(moves: readonly Move[]): Promise<Set<string>> {
    // not waiting for the disk: a checkpoint that a crash moves back only means that events are passed over again
    const { rows } = await this.pool.query<{ id: string }>(
      `with relaxed as materialized (select set_config('synchronous_commit', 'off', true))
       update house.followers f set position = m.target,
         expires = clock_timestamp() + m.ttl * interval '1 ms'
       from relaxed, unnest($1::text[], $2::integer[], $3::bigint[], $4::text[], $5::text[], $6::float8[])
         as m (name, version, epoch, origin, target, ttl)
       where f.name = m.name and f.version = m.version and f.epoch = m.epoch and f.position = m.origin
       returning f.name || ' ' || f.version as id`,
      [
        moves.map((it) => it.name),
        moves.map((it) => it.version),
        moves.map((it) => it.epoch),
        moves.map((it) => it.from),
        moves.map((it) => it.to),
        moves.map((it) => it.ttlMs),
      ],
    );
    return new Set(rows.map((it) => it.id));
  }
}
