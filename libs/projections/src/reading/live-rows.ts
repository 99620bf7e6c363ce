import type { DataSource, EntityManager, SelectQueryBuilder } from 'typeorm';
import {
  type AnyProjection,
  type Event,
  ORIGIN,
  type Position,
  type Projection,
  type Row,
  type Scope,
} from '#eventing';
import { NotReady, type Selection } from '#read-model';
import type { Checkpoints, Reached } from '../following/checkpoints.js';
import { narrow, order } from './conditions.js';
import { readTableOf } from '../tables/read-table.js';

/** Columns, or the whole view, that the live version does not have yet. */
const NOT_THERE_YET = ['42703', '42P01'];

/** Rows of several read models as they are in one snapshot of the database. */
export class Snapshot {
  constructor(private readonly manager: EntityManager) {}

  /** The rows asked for that a scope may see, in their order; how many in all, when that is asked too. */
  async list<R extends Row>(
    projection: Projection<Event, R>,
    scope: Scope,
    selection: Selection,
    { limit, count = false }: { limit: number; count?: boolean },
  ): Promise<{ readonly rows: R[]; readonly count?: number }> {
    const query = narrow(this.seen(projection, scope), selection);
    const total = count ? { count: await query.getCount() } : {};
    return { rows: await order(query, selection).limit(limit).getMany(), ...total };
  }

  /** One row, if the scope may see it. */
  async one<R extends Row>(
    projection: Projection<Event, R>,
    key: string,
    scope: Scope,
  ): Promise<R | undefined> {
    const query = this.seen(projection, scope).andWhere('r.key = :key', { key });
    return (await query.getOne()) ?? undefined;
  }

  private seen<R extends Row>(
    { entity }: Projection<Event, R>,
    scope: Scope,
  ): SelectQueryBuilder<R> {
    const query = this.manager.createQueryBuilder(entity, 'r').where('true');
    return scope === 'all'
      ? query
      : query.andWhere('r.scope && cast(:scope as text[])', { scope: [...scope, 'public'] });
  }
}

/** What was read in a snapshot, and the position that each read model is true at in it. */
export interface Snapped<T> {
  readonly value: T;
  readonly positions: readonly Position[];
}

/** Live rows from the stable views, with the positions they are true at, all of one snapshot. */
export class LiveRows {
  constructor(
    private readonly dataSource: DataSource,
    private readonly checkpoints: Checkpoints,
  ) {}

  /** Reads rows of these projections in one snapshot. Throws `NotReady` when the version of one is being built. */
  async read<T>(
    projections: readonly AnyProjection[],
    read: (snapshot: Snapshot) => Promise<T>,
  ): Promise<Snapped<T>> {
    // before the snapshot is taken: what was done by then is in it
    const reached = projections.map((it) => this.checkpoints.reached(it.name));
    try {
      return await this.dataSource.transaction('REPEATABLE READ', async (manager) => {
        // before the snapshot is taken: rows that take the place of others are then seen with all that they are
        const views = projections.map((it) => readTableOf(it).view);
        await manager.query(`lock table ${views.join(', ')} in access share mode`);
        const positions = await this.positionsOf(manager, projections, reached);
        return { positions, value: await read(new Snapshot(manager)) };
      });
    } catch (error) {
      if (NOT_THERE_YET.includes((error as { code?: string }).code ?? ''))
        throw new NotReady(projections.map((it) => it.name).join(', '));
      throw error;
    }
  }

  /** The position that the live rows of a projection are true at. */
  async position(projection: AnyProjection): Promise<Position> {
    const reached = [this.checkpoints.reached(projection.name)];
    return (await this.positionsOf(this.dataSource.manager, [projection], reached))[0] ?? ORIGIN;
  }

  private async positionsOf(
    manager: EntityManager,
    projections: readonly AnyProjection[],
    reached: readonly (Reached | undefined)[],
  ): Promise<Position[]> {
    const rows: { name: string; version: number; position: Position }[] = await manager.query(
      'select name, version, position from house.followers where name = any($1) and live',
      [projections.map((it) => it.name)],
    );
    return projections.map(({ name }, index) => {
      const { version, position = ORIGIN } = rows.find((it) => it.name === name) ?? {};
      const ours = reached[index];
      // of another version it knows nothing
      return ours && ours.version === version && ours.position > position
        ? ours.position
        : position;
    });
  }
}
