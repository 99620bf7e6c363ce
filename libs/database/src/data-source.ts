import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { SnakeNaming } from './snake-naming.js';

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
  });
}
