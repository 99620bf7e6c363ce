import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createPool, HeldLock, migrate } from '#database';
import { Aggregates, type EventStore, CommandHandling, idOf, SetClock } from '#eventing';
import { MemoryEventStore, testDatabase, type TestDatabase, tagsOf } from '#testing';
import { Notes } from '../notes/notes.js';
import { note } from '../notes/note.js';
import { People } from '../person/people.js';
import { RequestErasure } from '../person/person.commands.js';
import { person } from '../person/person.js';
import { persons } from '../person/persons.js';
import { registerMigrations } from '../register.migrations.js';
import { Erasures } from './erasures.js';
import { storedNote } from '../../../../test/support/stored-note.js';

const clock = new SetClock('2025-10-01T11:00:00.000Z');
const by = {
  correlationId: 'c',
  causationId: 'c',
  scope: 'all',
  subject: 'either',
  actor: { id: 'operator-1', role: 'operator', urns: [] },
} as const;
const ids = {
  named: '0198c9a2-7d1e-7c3a-9f55-000000000001',
  other: '0198c9a2-7d1e-7c3a-9f55-000000000002',
};
let database: TestDatabase;
let pool: pg.Pool;
let notes: Notes;
let people: People;

/** A log of its own over the one register, and an erasure over both. */
function house() {
  const store = new MemoryEventStore();
  const handling = new CommandHandling(store, clock, new Aggregates([persons]), tagsOf);
  const erasures = new Erasures({ pool, store, handling, clock, needs: [] });
  return { store, handling, erasures };
}

/** Erasures whose process is gone before it can write the receipt. */
function dying(store: EventStore): Erasures {
  const handling = {
    handle: () => Promise.reject(new Error('killed')),
  } as unknown as CommandHandling;
  return new Erasures({ pool, store, handling, clock, needs: [] });
}

const request = (): RequestErasure =>
  Object.assign(new RequestErasure(), { basis: 'objection', requestedBy: 'subject' });

async function registered(handling: CommandHandling, id: string, name: string): Promise<void> {
  await people.put(id, { name, email: `${name.replace(' ', '.')}@example.org` });
  const command = { type: 'RegisterPerson', urn: '900001', name };
  await handling.handle(persons, id, command, { ...by, commandId: idOf('register', id) });
}

beforeAll(async () => {
  database = await testDatabase();
  pool = createPool(database.url);
  await migrate(pool, registerMigrations);
  notes = new Notes(pool, clock);
  people = new People(pool, clock);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

describe('an erasure that was cut short', () => {
  const id = idOf('person', 1);

  it.each(['after the request', 'once the words are gone and no receipt is written'])(
    '%s is finished by the next round, with the same counts',
    async (when) => {
      await pool.query('truncate register.people, register.notes, register.erasures');
      const { handling, store, erasures } = house();
      await registered(handling, id, 'Plimsode Vant');
      await storedNote(notes, { id: ids.named, text: 'Of them.', subjects: [`person:${id}`] });
      await handling.handle(persons, id, request(), { ...by, commandId: idOf('ask', id) });
      if (when !== 'after the request') {
        await expect(dying(store).carryOut(id)).rejects.toThrow('killed');
        expect(await people.open(id)).toBeUndefined();
      }

      expect(await erasures.finish([id])).toBe(1);
      expect(await erasures.outlook(id)).toMatchObject({
        state: 'erased',
        receipt: {
          removed: [
            { store: 'register.people', rows: 1 },
            { store: 'register.notes', rows: 1 },
            { store: 'register.salts', rows: 0 },
          ],
          found: [],
        },
      });
      const before = await store.head();
      await erasures.finish([id]);
      expect(await store.head()).toBe(before);
      expect((await pool.query('select from register.erasures')).rowCount).toBe(0);
    },
  );
});

describe('erasures of several processes', () => {
  const asked = async (name: string) => {
    const id = idOf('person', name);
    const one = house();
    await registered(one.handling, id, name);
    await one.handling.handle(persons, id, request(), { ...by, commandId: idOf('ask', id) });
    return { id, ...one };
  };

  it('take turns, and all end', async () => {
    const all = await Promise.all(['Ansel Thripp', 'Bero Quine', 'Cass Oddly'].map(asked));
    await Promise.all(all.map(({ id, erasures }) => erasures.carryOut(id)));
    for (const { id, erasures } of all)
      expect(await erasures.outlook(id)).toMatchObject({ state: 'erased', receipt: { found: [] } });
  });

  it('that wait are let go of when their house closes, and are finished by another', async () => {
    const { id, erasures, store, handling } = await asked('Dilly Marn');
    const elsewhere = await HeldLock.take(pool, 'erasures');
    const waiting = erasures.carryOut(id).catch((error: unknown) => error);
    await erasures.close();
    // over HTTP: 503
    expect(await waiting).toMatchObject({ cause: { code: '57P01' } });
    await elsewhere!.release();
    const next = new Erasures({ pool, store, handling, clock, needs: [] });
    expect(await next.finish([id])).toBe(1);
  });

  it('wait for somebody who looks at an old state of the data, and no longer', async () => {
    const { id, erasures } = await asked('Effie Brack');
    const reader = await pool.connect();
    await reader.query('begin isolation level repeatable read; select 1');
    let over = false;
    const erasing = erasures.carryOut(id).finally(() => (over = true));
    while (await people.open(id)) await new Promise((go) => setTimeout(go, 10));
    expect(over).toBe(false);
    await reader.query('commit');
    reader.release();
    expect(await erasing).toMatchObject({ found: [] });
  });
});

describe('what was erased', () => {
  const id = idOf('person', 2);

  it('does not come back with a late repeat of its command', async () => {
    const { handling, erasures } = house();
    await registered(handling, id, 'Tamsel Orrick');
    const story = { id: ids.other, text: 'Of Tamsel Orrick.', subjects: [`person:${id}`] };
    const { hash } = await storedNote(notes, story);
    const commandId = idOf('command');
    const salt = Buffer.from('a salt');
    const subjects = [`person:${id}`];
    await notes.keep({ commandId, salt, subjects, people: [id], drafts: [] });
    expect(await notes.saltOf(commandId)).toEqual(salt);
    await erasures.forget(id, request(), { ...by, commandId: idOf('forget', id) });

    await people.put(id, { name: 'Tamsel Orrick' });
    await people.correct(id, { email: 'tamsel@example.org' });
    expect(await storedNote(notes, story)).toEqual({ note: ids.other, hash });
    expect(await people.open(id)).toBeUndefined();
    expect(await notes.open(ids.other)).toMatchObject({ erased: true });
    expect(await notes.saltOf(commandId)).toBeUndefined();
    // nothing more is kept of them
    expect(await notes.keep({ commandId, salt, subjects, people: [id], drafts: [] })).toEqual([id]);
    expect(await notes.saltOf(commandId)).toBeUndefined();
    const { rows } = await pool.query('select name, email, phone from register.people');
    expect(JSON.stringify(rows)).not.toMatch(/tamsel/i);
  });
});

describe('the search', () => {
  const id = idOf('person', 3);

  it('names the store that still holds a word, and not the word', async () => {
    await pool.query(`create table public.elsewhere as select 'seen with BRINDLE FOSK' as remark`);
    const { handling, erasures } = house();
    await registered(handling, id, 'Brindle Fosk');
    await erasures.forget(id, request(), { ...by, commandId: idOf('forget', id) });
    const { receipt } = await erasures.outlook(id);
    expect(receipt?.found).toEqual([{ store: 'public.elsewhere', rows: 1 }]);
    expect(JSON.stringify(receipt)).not.toMatch(/brindle|fosk/i);
  });
});

describe('an edited note', () => {
  it('says the latest edit, whichever repeat comes late', async () => {
    const [first, second, third] = ['a', 'b', 'c'].map((it) => idOf('note', it)) as [
      string,
      string,
      string,
    ];
    for (const it of [first, second, third])
      await storedNote(notes, {
        id: it,
        text: `Text ${it}.`,
        subjects: [`${note.identity}:${first}`],
      });
    await notes.replace(first, second);
    await notes.replace(first, third);
    await notes.replace(first, second);
    expect(await notes.open(first)).toMatchObject({ text: `Text ${third}.`, edited: true });
    const { rows } = await pool.query('select text from register.notes where id = any($1)', [
      [first, second],
    ]);
    expect(rows).toEqual([{ text: null }, { text: null }]);
  });
});

it('a person of an unknown id has no outlook', async () => {
  const nobody = house().erasures.outlook(idOf(person.category, 'nobody'));
  await expect(nobody).rejects.toThrow('was not found');
});
