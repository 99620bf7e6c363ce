import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createPool, migrate } from '#database';
import { CommandReused, idOf, KeptMeanwhile, newId, SetClock, type Words } from '#eventing';
import { type TestDatabase, testDatabase } from '#testing';
import { People } from '../person/people.js';
import { registerMigrations } from '../register.migrations.js';
import { Notes } from './notes.js';

const clock = new SetClock('2025-10-01T11:00:00.000Z');
let database: TestDatabase;
let pool: pg.Pool;
let notes: Notes;
let people: People;

beforeAll(async () => {
  database = await testDatabase();
  pool = createPool(database.url);
  await migrate(pool, registerMigrations);
  notes = new Notes(pool, clock);
  people = new People(pool, clock);
});
beforeEach(() => pool.query('truncate register.people, register.notes, register.salts'));
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const texts = ['one', 'two'].map((it) => ({ id: idOf('note', it), text: `Text ${it}.` }));

/** The words of one command, as a request of it brings them. */
async function words(given: Partial<Words> = {}): Promise<Words> {
  const drafts = await notes.draft(texts, true);
  return {
    ...{ commandId: idOf('command'), salt: Buffer.from('a salt'), subjects: ['need:n'] },
    ...{ people: [], drafts },
    ...given,
  };
}

async function held(): Promise<{ texts: string[]; salts: number }> {
  const { rows } = await pool.query<{ text: string }>('select text from register.notes order by 1');
  const salts = await pool.query('select from register.salts');
  return { texts: rows.map((it) => it.text), salts: salts.rowCount ?? 0 };
}
const all = { texts: ['Text one.', 'Text two.'], salts: 1 };
const nothing = { texts: [], salts: 0 };

describe('the words of a command', () => {
  it('are gone once every request that kept them took them back', async () => {
    const first = await words();
    await notes.keep(first);
    const second = await words();
    expect(second.drafts).toEqual(first.drafts);
    await notes.keep(second);
    await notes.takeBack(first);
    expect(await held()).toEqual(all);
    await notes.takeBack(second);
    expect(await held()).toEqual(nothing);
  });

  it('have one salt, whoever comes first: the other keeps nothing and is told so', async () => {
    const [first, second] = [await words(), await words({ salt: Buffer.from('another') })];
    await notes.keep(first);
    await expect(notes.keep(second)).rejects.toThrow(KeptMeanwhile);
    const sameSalt = { ...second, salt: first.salt! };
    await expect(notes.keep(sameSalt)).rejects.toThrow(KeptMeanwhile);
    await notes.takeBack(first);
    expect(await held()).toEqual(nothing);
  });

  it('are not kept when they name nobody, or somebody who was erased meanwhile', async () => {
    const person = newId();
    await people.put(person, { name: 'Leader Vetch' });
    expect(await notes.strangersAmong([person])).toEqual([]);
    await pool.query(`update register.people set name = null, erased_on = now()`);
    expect(await notes.keep(await words({ people: [person] }))).toEqual([person]);
    expect(await held()).toEqual(nothing);
  });

  it('wait for an erasure under way of whom they name', async () => {
    const person = newId();
    await people.put(person, { name: 'Leader Sedge' });
    const client = await pool.connect();
    await client.query('begin; select from register.people for update');
    const keeping = notes.keep(await words({ people: [person] }));
    await client.query('update register.people set name = null, erased_on = now()');
    await client.query('commit');
    client.release();
    expect(await keeping).toEqual([person]);
    expect(await held()).toEqual(nothing);
  });

  it('that a repeat keeps again are not swept from under it', async () => {
    await notes.keep(await words());
    clock.set('2025-10-01T12:30:00.000Z');
    const before = '2025-10-01T11:30:00.000Z';
    const named = async (): Promise<Set<string>> => {
      // the repeat comes when the round has found out that no event names them
      await notes.keep(await words());
      return new Set();
    };
    expect(await notes.sweep(before, named)).toBe(0);
    expect(await held()).toEqual(all);
  });

  it('whose words were erased stay erased, and are found as they were', async () => {
    const first = await words();
    await notes.keep(first);
    await pool.query('update register.notes set text = null, salt = null, erased_on = now()');
    const again = await words();
    expect(again.drafts.map((it) => it.note)).toEqual(first.drafts.map((it) => it.note));
    await notes.keep(again);
    await notes.takeBack(again);
    await notes.takeBack(first);
    const { rows } = await pool.query('select text from register.notes');
    expect(rows).toEqual([{ text: null }, { text: null }]);
  });
});

describe('a person', () => {
  const id = idOf('person');
  const known = async () => (await pool.query('select from register.people')).rowCount;

  it('is gone once every request that kept them took them back', async () => {
    await people.put(id, { name: 'Leader Sorrel' });
    await people.put(id, { name: 'Leader Sorrel' });
    await people.takeBack(id);
    expect(await known()).toBe(1);
    await people.takeBack(id);
    expect(await known()).toBe(0);
  });

  it('is not somebody else under the same id', async () => {
    await people.put(id, { name: 'Leader Sorrel' });
    await expect(people.put(id, { name: 'Leader Dock' })).rejects.toThrow(CommandReused);
    await people.takeBack(id);
    expect(await known()).toBe(0);
  });
});
