import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId, SetClock } from '#eventing';
import { quiet } from '#http';
import { testDatabase, type TestDatabase } from '#testing';
import { configOf } from './config.js';
import { Housekeeping } from './housekeeping.js';
import { type Platform, openPlatform } from './platform.js';
import { storedNote } from '../../../test/support/stored-note.js';

const clock = new SetClock('2025-10-01T11:00:00.000Z');
const by = {
  correlationId: 'c',
  causationId: 'c',
  actor: { id: 'broker-1', role: 'broker', urns: [] },
  scope: 'all',
  subject: 'either',
} as const;
let database: TestDatabase;
let house: Platform;

beforeAll(async () => {
  database = await testDatabase();
  house = await openPlatform(configOf({ DATABASE_URL: database.url }, '/'), clock, quiet);
  await house.runner.start();
});
afterAll(async () => {
  await house.close();
  await database.drop();
});

it('removes a text, a salt and a person that no event came to name, after an hour, and keeps the others', async () => {
  const { notes, handling, aggregates } = house;
  const named = await storedNote(notes, {
    id: '0198c9a2-7d1e-7c3a-9f55-000000000001',
    text: 'Named.',
    subjects: ['need:n'],
  });
  await storedNote(notes, {
    id: '0198c9a2-7d1e-7c3a-9f55-000000000002',
    text: 'Orphaned.',
    subjects: ['need:n'],
  });
  const school = {
    ...{
      type: 'RegisterSchool',
      urn: '900001',
      name: 'Alderbrook Primary School',
      phase: 'Primary',
    },
    ...{ typeOfEstablishment: 'Community school', la: { code: '999', name: 'Wavering' } },
  };
  await handling.handle(aggregates.of('network.school'), '900001', school, {
    ...by,
    commandId: 's',
  });
  const need = {
    ...{ type: 'IdentifyNeed', urn: '900001', focusArea: 'maths', severity: 3, source: 'data' },
    ...{ evidenceRefs: [], story: named },
  };
  const [recorded, lost] = [newId(), newId()];
  await handling.handle(aggregates.of('intelligence.need'), 'n', need, {
    ...by,
    commandId: recorded,
  });
  const salt = Buffer.from('a salt');
  for (const commandId of [recorded, lost])
    await notes.keep({ commandId, salt, subjects: ['need:n'], people: [], drafts: [] });

  await house.people.put('0198c9a2-7d1e-7c3a-9f55-000000000003', { name: 'Leader Nobody' });

  const housekeeping = new Housekeeping(house);
  expect(await housekeeping.run()).toEqual({ swept: 0, erased: 0 });
  clock.set('2025-10-01T12:30:00.000Z');
  expect(await housekeeping.run()).toEqual({ swept: 3, erased: 0 });
  expect([await notes.saltOf(recorded), await notes.saltOf(lost)]).toEqual([salt, undefined]);
  expect(await notes.open(named.note)).toMatchObject({ text: 'Named.' });
  expect(await notes.open('0198c9a2-7d1e-7c3a-9f55-000000000002')).toBeUndefined();
  expect(await house.people.open('0198c9a2-7d1e-7c3a-9f55-000000000003')).toBeUndefined();
});
