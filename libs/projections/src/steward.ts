import { ended, pause } from './backoff.js';
import { Follower } from './follower.js';
import type { AnyProjection } from './fold.js';
import { rebuildName } from './rebuild-notes.js';
import { RebuildWork } from './rebuild.js';
import { Share } from './share.js';
import type { Surroundings } from './work.js';

/** A rebuild that is followed in this process, and how to end that. */
interface Rebuilding {
  readonly follower: Follower;
  readonly end: AbortController;
  readonly running: Promise<void>;
}

/**
 * Looks, every second or so, after what no single follower can: which rebuilds are under way, and whether the leases are
 * shared out among those who run.
 */
export class Steward {
  private readonly rebuilds = new Map<string, Rebuilding>();
  private readonly share: Share;

  constructor(
    private readonly around: Surroundings,
    followers: readonly Follower[],
    private readonly projections: readonly AnyProjection[],
  ) {
    this.share = new Share(around, followers);
  }

  /** The rebuilds that are followed here now. */
  rebuilding(): Follower[] {
    return [...this.rebuilds.values()].map((it) => it.follower);
  }

  /** Looks until the signal aborts; a database that is away is looked at again. */
  async run(signal: AbortSignal): Promise<void> {
    const everyMs = Math.min(this.around.leaseMs / 4, 1_000);
    while (!ended(signal)) {
      try {
        await this.lookAtRebuilds(signal);
        await this.share.look();
      } catch (error) {
        this.around.log.warn({ err: error }, 'the followers cannot be looked after; trying again');
      }
      await pause(everyMs, signal);
    }
    await Promise.all([...this.rebuilds.values()].map((it) => it.running));
    await this.share.leave();
  }

  private async lookAtRebuilds(signal: AbortSignal): Promise<void> {
    const { rows } = await this.around.pool.query<{ projection: string; version: number }>(
      `select r.projection, r.version from house.rebuilds r
       join house.followers f on f.name = r.projection || '.rebuild' and f.version = r.version
       where r.state = 'building'`,
    );
    const wanted = this.projections.filter((it) =>
      rows.some((row) => row.projection === it.name && row.version === it.version),
    );
    for (const [name, { end }] of this.rebuilds)
      if (!wanted.some((it) => it.name === name)) end.abort();
    for (const projection of wanted)
      if (!this.rebuilds.has(projection.name)) this.begin(projection, signal);
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
