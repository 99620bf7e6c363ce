import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Entity } from 'typeorm';
import { ReadRow, ShownToAnalysts, TextColumn } from '#read-model';
import {
  type ProjectionsHouse,
  projectionsHouse,
  until,
} from '../../../../test/support/projections-house.js';
import { planned, visits, visitsAs } from '../../../../test/support/visits.js';
import { grantAnalyst, NoAnalyst } from './analyst-role.js';

let house: ProjectionsHouse;
const role = `ana_${process.pid}`;

beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(async () => {
  await house.pool.query(`drop owned by ${role}; drop role ${role}`);
  await house.close();
});

/** What the analyst reads, or the code of the refusal. */
async function asAnalyst(text: string): Promise<unknown> {
  const url = new URL(house.url);
  url.username = role;
  url.password = 'a password';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.end();
  }
}
const DENIED = '42501';

describe('what analysts are granted', () => {
  it('stays through a rebuild with other columns, and so does what the columns say', async () => {
    const first = visitsAs('granted');
    const hidden = visitsAs('hidden');
    ShownToAnalysts({
      name: 'hidden_shown',
      says: 'Visits, without their hours',
      columns: { urn: { sql: 'urn', says: 'The school' }, made: { sql: 'made', says: 'Made' } },
    })(hidden.entity);
    const old = await house.run([first, hidden]);
    const at = await house.tell(planned('v1'));
    for (const it of [first, hidden]) await old.waitFor(it.name, at, 5_000);
    const views = await grantAnalyst(house.pool, {
      ...{
        role,
        aggregates: house.aggregates,
        projections: [first, hidden],
        password: 'a password',
      },
    });
    expect(views).toEqual(['read."granted"', 'read."hidden_shown"']);
    expect(await asAnalyst('select urn from granted')).toEqual([{ urn: '139402' }]);
    expect(await asAnalyst('select * from hidden_shown')).toEqual([{ urn: '139402', made: false }]);
    expect(await asAnalyst('select * from hidden')).toBe(DENIED);
    await old.stop();

    const narrowed = (name: string, shown?: string) => {
      class Narrow extends ReadRow {
        school!: string;
      }
      Entity({ schema: 'read', name })(Narrow);
      TextColumn('Its school')(Narrow.prototype, 'school');
      if (shown) {
        const columns = { school: { sql: 'school', says: 'Its school, still' } };
        ShownToAnalysts({ name: shown, says: 'Visits', columns })(Narrow);
      }
      const on = Object.fromEntries(
        Object.keys(visits.on).map((type) => [
          type,
          (row: object | undefined, event: { data: { urn?: string } }, key: string) =>
            row ?? { key, scope: ['public'], school: event.data.urn },
        ]),
      );
      return { ...visits, name: `tests.${name}`, version: 2, entity: Narrow, on } as never;
    };
    const runner = await house.run([narrowed('granted'), narrowed('hidden', 'hidden_shown')]);
    await until(() => runner.ready());
    expect(await asAnalyst('select school from granted')).toEqual([{ school: '139402' }]);
    expect(await asAnalyst('select * from hidden_shown')).toEqual([{ school: '139402' }]);
    expect(await asAnalyst('select * from hidden')).toBe(DENIED);
    expect(await asAnalyst('select * from projection.tests_hidden_v2')).toBe(DENIED);
    const said = await asAnalyst(
      `select obj_description('hidden_shown'::regclass) as view,
         col_description('granted'::regclass, 3) as column`,
    );
    expect(said).toEqual([
      { view: 'Visits. Of the read model tests.hidden, version 2', column: 'Its school' },
    ]);
  });

  it('is taken back when it is granted no more', async () => {
    const only = visitsAs('only');
    const runner = await house.run([only]);
    expect(await runner.waitFor(only.name, await house.store.head(), 20_000)).toBe(true);
    await grantAnalyst(house.pool, { role, aggregates: house.aggregates, projections: [only] });
    expect(await asAnalyst('select * from only_one')).toBe('42P01');
    expect(await asAnalyst('select * from "only"')).toEqual([expect.anything()]);
    expect(await asAnalyst('select * from granted')).toBe(DENIED);
  });

  it.each([
    ['nobody_at_all', 'there is no role'],
    ['Ana; drop', 'cannot be the name'],
    ['groundswell_analyst', 'cannot be the name'],
    ['pg_monitor', 'cannot be the name'],
  ])('is not for %s', async (name, says) => {
    const granting = grantAnalyst(house.pool, {
      ...{ role: name, aggregates: house.aggregates, projections: [visits] },
    });
    await expect(granting).rejects.toThrow(NoAnalyst);
    await expect(granting).rejects.toThrow(says);
  });

  it('is not for those who may do more, nor for one who is there when one is to be made', async () => {
    const { rows } = await house.pool.query<{ me: string }>('select current_user as me');
    const granting = grantAnalyst(house.pool, {
      ...{ role: rows[0]!.me, aggregates: house.aggregates, projections: [visits] },
    });
    await expect(granting).rejects.toThrow('may do more than read');
    const making = grantAnalyst(house.pool, {
      ...{ role, aggregates: house.aggregates, projections: [visits], password: 'x' },
    });
    await expect(making).rejects.toThrow('leave out --create');
  });
});
