import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { HeldLock } from '#database';
import { newId } from '#eventing';
import { aSchool, type ErasureHouse, erasureHouse } from './erasure-house.js';

let house: ErasureHouse;
let operator: string;
const erasure = { basis: 'consentWithdrawn', requestedBy: 'subject' };

beforeAll(async () => {
  house = await erasureHouse();
  operator = await house.token({ role: 'operator' });
  await house.ask('POST', 'schools', operator, aSchool);
}, 60_000);
afterAll(() => house.close());

it('a start-up is not delayed by erasures, which wait for their turn', async () => {
  const person = { urn: aSchool.urn, name: 'Leader Brimstow' };
  const { body } = await house.ask('POST', 'people', operator, person);
  // whoever erases elsewhere, and does not come to an end
  const elsewhere = await HeldLock.take(house.pool, 'erasures');
  const key = { 'idempotency-key': newId() };
  let answered = false;
  const asked = house
    .ask('POST', `people/${body.id}/erasures`, operator, erasure, key)
    .finally(() => (answered = true));

  const other = await house.second();
  await other.close();
  expect(answered).toBe(false);

  await elsewhere!.release();
  expect((await asked).status).toBe(200);
  const { body: outlook } = await house.ask('GET', `people/${body.id}/erasures`, operator);
  expect(outlook).toMatchObject({ state: 'erased', receipt: { found: [] } });
}, 60_000);

it('nor by whoever holds numbers that any role may hold', async () => {
  const stranger = new pg.Client({ connectionString: house.databaseUrl });
  await stranger.connect();
  // those that the house took once
  for (const number of [7_266_155_118, 7_266_155_119])
    await stranger.query('select pg_advisory_lock($1)', [number]);
  const other = await house.second();
  await other.close();
  await stranger.end();
}, 60_000);
