import pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { HousePool } from './house-pool.js';
import { CONNECT_MS, PROMPT } from './limits.js';
import { SnakeNaming } from './snake-naming.js';

/** The driver, with pools of ours. */
const driver: unknown = Object.create(pg, { Pool: { value: HousePool } });

/** A data source for these entities, not yet connected. It never changes the schema. */
export function dataSourceOf(
  url: string,
  entities: readonly EntityTarget<ObjectLiteral>[],
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities: entities as (new () => ObjectLiteral)[],
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsRun: false,
    applicationName: 'groundswell',
    connectTimeoutMS: CONNECT_MS,
    driver,
    extra: PROMPT,
  });
}
