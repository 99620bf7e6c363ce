import type pg from 'pg';
import type { AnyProjection, Position } from '#eventing';
import { TAG_INDEX } from '../following/tag-index.js';
import type { Checkpoints } from '../following/checkpoints.js';
import { typesOf } from '../folding/fold.js';

/** How often a snapshot is taken again, and how long a read model that is behind is waited for in between. */
const TRIES = 3;
const PATIENCE_MS = 100;

/** Finds the one position at which several read models of one snapshot are true. */
export class Reconciliation {
  constructor(
    private readonly pool: pg.Pool,
    private readonly checkpoints: Checkpoints,
  ) {}

  /**
   * Takes snapshots until one is true at one position: its lowest, when those that are ahead met no event of theirs since.
   * Nothing when none of a few is; the lowest position of the last is then as good as any.
   */
  async settled<T>(
    projections: readonly AnyProjection[],
    take: () => Promise<{ readonly value: T; readonly positions: readonly Position[] }>,
  ): Promise<{ readonly value?: T; readonly position: Position }> {
    for (let tries = 1; ; tries++) {
      const { value, positions } = await take();
      const [lowest, highest] = [least(positions), most(positions)];
      if (await this.agree(projections, positions, lowest)) return { value, position: lowest };
      if (tries === TRIES) return { position: lowest };
      await Promise.all(
        projections.map((it) => this.checkpoints.waitFor(it.name, highest, PATIENCE_MS)),
      );
    }
  }

  private async agree(
    projections: readonly AnyProjection[],
    positions: readonly Position[],
    lowest: Position,
  ): Promise<boolean> {
    const ahead = projections.flatMap((it, index) => {
      const to = positions[index] ?? lowest;
      return to > lowest ? [{ types: typesOf(it), to }] : [];
    });
    const furthest = most([lowest, ...ahead.map((it) => it.to)]);
    if (ahead.length === 0) return true;
    if (!(await this.checkpoints.waitFor(TAG_INDEX, furthest, PATIENCE_MS))) return false;
    for (const { types, to } of ahead) {
      const { rowCount } = await this.pool.query(
        `select from house.tags where type = any($1) and position > $2 and position <= $3
         and place = 0 limit 1`,
        [types, lowest, to],
      );
      if (rowCount !== 0) return false;
    }
    return true;
  }
}

const least = (them: readonly Position[]): Position => them.reduce((a, b) => (b < a ? b : a));
const most = (them: readonly Position[]): Position => them.reduce((a, b) => (b > a ? b : a));
