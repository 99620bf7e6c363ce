import type { AnyProjection } from '#eventing';
import { ended } from './backoff.js';
import { Follower } from './follower.js';
import { rebuildName } from '../cutover/rebuild-notes.js';
import { RebuildWork } from '../cutover/rebuild.js';
import { share } from './share.js';
import type { FollowerId } from './follower-id.js';
import type { Surroundings } from './work.js';

/** A rebuild that is followed in this process, and how to end that. */
interface Rebuilding {
  readonly follower: Follower;
  readonly end: AbortController;
  readonly running: Promise<void>;
}

/** How long a look may be late for a lease that ends in between. */
const LATE_MS = 20;

/**
 * Looks, every second or so, after what no single follower can: which leases are free, which rebuilds are under way, and
 * whether the leases are shared out among those who run.
 */
export class Steward {
  /** How many other processes follow the same log now. */
  others = 1;
  private readonly rebuilds = new Map<string, Rebuilding>();

  constructor(
    private readonly around: Surroundings,
    private readonly followers: readonly Follower[],
    private readonly projections: readonly AnyProjection[],
  ) {}

  /** The rebuilds that are followed here now. */
  rebuilding(): Follower[] {
    return [...this.rebuilds.values()].map((it) => it.follower);
  }

  /** Looks until the signal aborts; a database that is away is looked at again. */
  async run(signal: AbortSignal): Promise<void> {
    const { look, leaseMs, log } = this.around;
    const following = this.followers.map((it) => it.id);
    const everyMs = Math.min(leaseMs / 4, 1_000);
    while (!ended(signal)) {
      let nextMs = everyMs;
      try {
        const { rebuilds, others, freeInMs } = await look.once(following);
        this.others = others.length;
        this.follow(rebuilds, signal);
        share(this.followers, others);
        nextMs = Math.min(everyMs, freeInMs + LATE_MS);
      } catch (error) {
        log.warn({ err: error }, 'the followers cannot be looked after; trying again');
      }
      await look.pause(nextMs, signal);
    }
    await Promise.all([...this.rebuilds.values()].map((it) => it.running));
    await this.leave();
  }

  private follow(building: readonly FollowerId[], signal: AbortSignal): void {
    const wanted = this.projections.filter((it) =>
      building.some(({ name, version }) => name === it.name && version === it.version),
    );
    for (const [name, { end }] of this.rebuilds)
      if (!wanted.some((it) => it.name === name)) end.abort();
    for (const projection of wanted)
      if (!this.rebuilds.has(projection.name)) this.begin(projection, signal);
  }

  /** Says that we run no longer, and forgets those who did not get to say so. */
  private async leave(): Promise<void> {
    await this.around.pool
      .query('delete from house.runners where owner = $1 or expires < clock_timestamp()', [
        this.around.owner,
      ])
      .catch(() => undefined);
  }

  private begin(projection: AnyProjection, signal: AbortSignal): void {
    const { pool, store, rows, log } = this.around;
    const end = new AbortController();
    const follower = new Follower(new RebuildWork(pool, store, projection, rows), this.around);
    log.info({ follower: rebuildName(projection.name) }, 'the rows are built anew');
    const running = follower.run(AbortSignal.any([signal, end.signal])).then(() => {
      this.rebuilds.delete(projection.name);
    });
    this.rebuilds.set(projection.name, { follower, end, running });
  }
}
