import { ORIGIN, type Position } from '#eventing';
import type { FollowerId } from './follower-id.js';
import { type Lease, LeaseLost } from './lease.js';
import type { Surroundings } from './work.js';

/** What went wrong for a follower, kept for operators until the batch that failed has been applied. */
export class Trouble {
  error: string | null = null;
  /** Where the batch under way ends. */
  attempting: Position = ORIGIN;
  /** Where the batch ended that failed last: until the follower is there, it is not over. */
  private until: Position = ORIGIN;

  constructor(
    private readonly follower: FollowerId,
    private readonly around: Surroundings,
  ) {}

  /** Notes what failed; false when another process leads by now, which is no trouble. */
  async met(error: unknown): Promise<boolean> {
    const { pool, log, owner } = this.around;
    const { name, version } = this.follower;
    if (error instanceof LeaseLost) {
      log.warn({ follower: name, version }, error.message);
      return false;
    }
    this.until = this.attempting;
    this.error = error instanceof Error ? error.message : String(error);
    log.error({ follower: name, version, err: error }, 'a batch failed; trying again');
    await pool
      .query(
        `update house.followers set last_error = $1 where name = $2 and version = $3 and owner = $4`,
        [this.error, name, version, owner],
      )
      .catch(() => undefined);
    return true;
  }

  /** The follower stands at a position: is it over? */
  async isOver(at: Position, lease: Lease): Promise<void> {
    if (this.error === null || at < this.until) return;
    await this.around.pool.query(
      'update house.followers set last_error = null where name = $1 and version = $2 and epoch = $3',
      [this.follower.name, this.follower.version, lease.epoch],
    );
    this.error = null;
  }
}
