import { describe, expect, it } from '@jest/globals';
import { createPool } from '#database';
import { testDatabase } from '#testing';
import { Listener } from './listener.js';

describe('the listener', () => {
  it('hears of news, and again after its connection broke', async () => {
    const database = await testDatabase();
    const pool = createPool(database.url);
    let heard = 0;
    let told: () => void = () => undefined;
    const next = () => new Promise<void>((resolve) => (told = resolve));
    const connected = next();
    const listener = new Listener(database.url, () => {
      heard++;
      told();
    });
    await connected;

    const notified = next();
    await pool.query('notify journal');
    await notified;

    const reconnected = next();
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name like '%listener'`,
    );
    await reconnected;
    const again = next();
    await pool.query('notify journal');
    await again;
    expect(heard).toBe(4);

    await listener.close();
    const { rows } = await pool.query(
      `select from pg_stat_activity where application_name like '%listener' and datname = current_database()`,
    );
    expect(rows).toEqual([]);
    await pool.end();
    await database.drop();
  });
});
