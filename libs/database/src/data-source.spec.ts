import { describe, expect, it } from '@jest/globals';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { testDatabase } from '#testing';
import { dataSourceOf } from './data-source.js';
import { snakeCase } from './snake-naming.js';

@Entity()
class OpenThing {
  @PrimaryColumn({ type: 'text' })
  thingId!: string;

  @Column({ type: 'text', nullable: true })
  KS2Score!: string | null;
}

describe('a data source', () => {
  it('names tables and columns in snake case and leaves the schema alone', async () => {
    const database = await testDatabase();
    const source = await dataSourceOf(database.url, [OpenThing]).initialize();
    await expect(source.getRepository(OpenThing).count()).rejects.toThrow('open_thing');
    await source.query('create table open_thing (thing_id text primary key, ks2_score text)');
    await source.getRepository(OpenThing).insert({ thingId: 'a', KS2Score: '100' });
    expect(await source.query('select * from open_thing')).toEqual([
      { thing_id: 'a', ks2_score: '100' },
    ]);
    await source.destroy();
    await database.drop();
  });

  it('keeps names that are in snake case', () => {
    expect(['needId', 'need_id', 'URN', 'asOfURNList'].map(snakeCase)).toEqual([
      'need_id',
      'need_id',
      'urn',
      'as_of_urn_list',
    ]);
  });
});
