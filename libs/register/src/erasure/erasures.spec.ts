import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createPool, migrate } from '#database';
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
