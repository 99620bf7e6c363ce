import { describe, expect, it } from '@jest/globals';
import { createPool } from '#database';
import { testDatabase } from './test-database.js';

describe('a test database', () => {
  it('is empty, apart from the others, and gone when dropped', async () => {
    const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
    const pool = createPool(one.url, { max: 1 });
    await pool.query('create table only_here (x int)');
    const elsewhere = createPool(other.url, { max: 1 });
    const { rows } = await elsewhere.query("select to_regclass('only_here') as found");
    expect(rows).toEqual([{ found: null }]);
    await elsewhere.end();

    await one.drop();
    await expect(pool.query('select 1')).rejects.toThrow();
    await pool.end();
    await other.drop();
  });
});
