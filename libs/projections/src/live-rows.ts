import type { DataSource, EntityManager, SelectQueryBuilder } from 'typeorm';
import { type Fact, ORIGIN, type Position, type Projection, type Row, type Scope } from '#eventing';
import { type Answer, NotReady } from '#read-model';
import { condition, type RowFilter } from './filters.js';
import type { Checkpoints, Reached } from './checkpoints.js';
import type { AnyProjection } from './fold.js';
import { readTableOf } from './read-table.js';

/** Columns, or the whole view, that the live version does not have yet. */
const NOT_THERE_YET = ['42703', '42P01'];

/** Live rows from the stable views, with the position they are true at, both of one snapshot. */
export class LiveRows {
  constructor(
    private readonly dataSource: DataSource,
    private readonly checkpoints: Checkpoints,
  ) {}

  /** The rows after a key that a scope may see and that pass the filters, in key order. */
  list<F extends Fact, R extends Row>(
    projection: Projection<F, R>,
    scope: Scope,
    filters: readonly RowFilter[],
    { after, limit }: { after: string; limit: number },
  ): Promise<Answer<R[]>> {
    return this.read(projection, (manager) => {
      const query = seen(manager, projection, scope).andWhere('r.key > :after', { after });
      filters.forEach((filter, index) => {
        query.andWhere(condition(filter, `value${index}`), { [`value${index}`]: filter.value });
      });
      return query.orderBy('r.key').limit(limit).getMany();
    });
  }

  /** One row, if the scope may see it. */
  one<F extends Fact, R extends Row>(
    projection: Projection<F, R>,
    key: string,
    scope: Scope,
  ): Promise<Answer<R | undefined>> {
    return this.read(projection, async (manager) => {
      const query = seen(manager, projection, scope).andWhere('r.key = :key', { key });
      return (await query.getOne()) ?? undefined;
    });
  }

  /** The position that the live rows of a projection are true at. */
  position(projection: AnyProjection): Promise<Position> {
    return this.positionOf(
      this.dataSource.manager,
      projection,
      this.checkpoints.reached(projection.name),
    );
  }

  private async read<F extends Fact, R extends Row, T>(
    projection: Projection<F, R>,
    rows: (manager: EntityManager) => Promise<T>,
  ): Promise<Answer<T>> {
    // before the snapshot is taken: what was done by then is in it
    const reached = this.checkpoints.reached(projection.name);
    try {
      return await this.dataSource.transaction('REPEATABLE READ', async (manager) => {
        // before the snapshot is taken: rows that take the place of others are then seen with all that they are
        const { view } = readTableOf(projection as AnyProjection);
        await manager.query(`lock table ${view} in access share mode`);
        return {
          position: await this.positionOf(manager, projection as AnyProjection, reached),
          value: await rows(manager),
        };
      });
    } catch (error) {
      if (NOT_THERE_YET.includes((error as { code?: string }).code ?? ''))
        throw new NotReady(projection.name);
      throw error;
    }
  }

  private async positionOf(
    manager: EntityManager,
    { name }: AnyProjection,
    reached: Reached | undefined,
  ): Promise<Position> {
    const rows: { version: number; position: Position }[] = await manager.query(
      'select version, position from house.followers where name = $1 and live',
      [name],
    );
    const { version, position = ORIGIN } = rows[0] ?? {};
    // of another version it knows nothing
    return reached && reached.version === version && reached.position > position
      ? reached.position
      : position;
  }
}

function seen<F extends Fact, R extends Row>(
  manager: EntityManager,
  { entity }: Projection<F, R>,
  scope: Scope,
): SelectQueryBuilder<R> {
  const query = manager.createQueryBuilder(entity, 'r').where('true');
  return scope === 'all'
    ? query
    : query.andWhere('r.scope && cast(:scope as text[])', { scope: [...scope, 'public'] });
}
