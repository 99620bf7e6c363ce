import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Column, Entity } from 'typeorm';
import { dataSourceOf } from '#database';
import { ReadRow, TextColumn } from '#read-model';
import {
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import { planned, SchoolMonth, Visit, visits, visitsAs } from '../../../../test/support/visits.js';
import { readTableOf } from './read-table.js';

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

describe('a read table', () => {
  it('has the columns that TypeORM reads, and an index for whatever its lists look at', async () => {
    await house.run([visits]);
    const source = await dataSourceOf(house.url, [Visit, SchoolMonth]).initialize();
    expect(readTableOf(visits).columns.map((it) => [it.property, it.name])).toEqual(
      source.getMetadata(Visit).columns.map((it) => [it.propertyName, it.databaseName]),
    );
    await source.destroy();
    const { rows } = await house.pool.query<{ indexdef: string }>(
      `select indexdef from pg_indexes where schemaname = 'projection' and tablename = 'tests_visits_v1'`,
    );
    expect(rows.map((it) => it.indexdef.replace(/.*USING /, '')).sort()).toEqual([
      'btree (key)',
      'btree (longest_hours, key)',
      'btree (made, key)',
      'btree (planned_for, key)',
      'btree (times_made, key)',
      'btree (urn, key)',
      "gin (lower(COALESCE(urn, ''::text)) gin_trgm_ops)",
      'gin (scope)',
      'gin (tags jsonb_path_ops)',
    ]);
  });

  it('is refused for an entity outside the schema read, or with a type that no row has', () => {
    @Entity({ name: 'elsewhere' })
    class Elsewhere extends ReadRow {}
    expect(() => readTableOf({ ...visits, entity: Elsewhere })).toThrow("schema 'read'");

    @Entity({ schema: 'read', name: 'odd' })
    class Odd extends ReadRow {
      @Column({ type: 'timestamptz' })
      at!: Date;
    }
    expect(() => readTableOf({ ...visits, entity: Odd })).toThrow('no columns of timestamptz');
  });

  it('is not touched when the row changed and the version did not', async () => {
    const before = visitsAs('changing');
    const runner = await house.run([before]);
    const at = await house.tell(planned('c1'));
    await runner.waitFor('tests.changing', at, 5_000);
    await runner.stop();

    class Wider extends Visit {}
    Entity({ schema: 'read', name: 'changing' })(Wider);
    TextColumn('More')(Wider.prototype, 'more');
    await expect(house.run([{ ...before, entity: Wider }])).rejects.toThrow(
      'tests.changing: the row changed (more text): raise the version, 1',
    );
    expect(await house.rows(before)).toHaveProperty('visit:c1');
  });

  it('is of one projection', async () => {
    await expect(house.run([visits, { ...visits, name: 'tests.same' }])).rejects.toThrow(
      'read."visits" is there twice',
    );
  });
});
