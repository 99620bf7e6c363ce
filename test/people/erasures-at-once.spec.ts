import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aNeed, aSchool, type ErasureHouse, erasureHouse } from './erasure-house.js';

let house: ErasureHouse;
let operator: string;
let head: string;
const erasure = { basis: 'consentWithdrawn', requestedBy: 'subject' };
const PEOPLE = 20;

beforeAll(async () => {
  house = await erasureHouse();
  operator = await house.token({ role: 'operator' });
  head = await house.token({ role: 'headteacher', urns: [aSchool.urn] });
  expect((await house.ask('POST', 'schools', operator, aSchool)).status).toBe(201);
}, 60_000);
afterAll(() => house.close());

const registered = async (name: string): Promise<string> => {
  const { status, body } = await house.ask('POST', 'people', operator, { urn: aSchool.urn, name });
  expect(status).toBe(201);
  return body.id;
};

/** Sends commands one after the other until it is told to stop; answers what was answered. */
function busy(story: string) {
  const statuses = new Set<number>();
  let going = true;
  const done = (async () => {
    for (let nth = 0; going; nth++)
      statuses.add((await house.ask('POST', 'needs', head, aNeed(`${story} ${nth}`))).status);
  })();
  return async () => {
    going = false;
    await done;
    return [...statuses];
  };
}

it('twenty erasures asked for at once, under load, all end with a receipt, and a start-up beside them too', async () => {
  const people: string[] = [];
  for (let nth = 0; nth < PEOPLE; nth++) {
    const id = await registered(`Leader Quillip${nth}`);
    people.push(id);
    const told = { ...aNeed(`Of number ${nth}.`), people: [id] };
    expect((await house.ask('POST', 'needs', head, told)).status).toBe(201);
  }
  const writers = ['one', 'two', 'three', 'four'].map(busy);
  const asked = people.map((id) =>
    house.ask('POST', `people/${id}/erasures`, operator, erasure, { 'idempotency-key': id }),
  );
  const other = await house.second();
  const answers = await Promise.all(asked);
  const wrote = await Promise.all(writers.map((stop) => stop()));
  await other.close();

  expect(answers.map((it) => it.status)).toEqual(people.map(() => 200));
  expect(wrote).toEqual(writers.map(() => [201]));
  for (const id of people) {
    const { body } = await house.ask('GET', `people/${id}/erasures`, operator);
    expect(body).toMatchObject({
      state: 'erased',
      receipt: {
        removed: [
          { store: 'register.people', rows: 1 },
          { store: 'register.notes', rows: 1 },
          { store: 'register.salts', rows: 0 },
        ],
      },
    });
  }
  const { rows } = await house.pool.query('select from register.erasures');
  expect(rows).toEqual([]);
}, 240_000);
