import { describe, expect, it } from '@jest/globals';
import { testDatabase } from '#testing';
import { createPool } from './pool.js';

describe('a pool', () => {
  it('outlives connections that break while idle, and tells of them', async () => {
    const database = await testDatabase();
    const told: string[] = [];
    const pool = createPool(database.url, { onError: (error) => told.push(error.message) });
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    const killer = createPool(database.url);
    const removed = new Promise((done) => pool.once('remove', done));
    await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await removed;
    expect(told).toEqual(['terminating connection due to administrator command']);
    await expect(pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 });
    await Promise.all([pool.end(), killer.end()]);
    await database.drop();
  });

  it('outlives a connection that breaks in the hands of a caller', async () => {
    const database = await testDatabase();
    const pool = createPool(database.url);
    const client = await pool.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const ended = new Promise((done) => client.once('end', done));
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await ended;
    await expect(client.query('select 1')).rejects.toThrow();
    client.release(true);
    await expect(pool.query('select 1')).resolves.toMatchObject({ rowCount: 1 });
    await pool.end();
    await database.drop();
  });
});
