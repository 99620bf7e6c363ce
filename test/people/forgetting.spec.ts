import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import path from 'node:path';
import { cloudEventOf } from '#contracts';
import { newId, type Recorded } from '#eventing';
import type { Answer } from '../support/running-platform.js';
import { planted, words, wordsIn } from './planted.js';
import { mistakesIn } from './mistakes.js';
import { erasure, leaderAtWork, need, openScene, type Scene } from './scene.js';
import { inDump, inFiles, inTables } from './stores.js';

/** A person is put into the register, spoken of wherever the house takes words, and forgotten. */
let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
}, 240_000);
afterAll(() => scene.close());

/** The commands with words that were not refused. */
const acted = () => scene.walked.filter((it) => it.status <= 201);

describe('a person who is spoken of', () => {
  it('is spoken of in every command that takes words, as far as the rules allow', () => {
    expect(scene.walked.length).toBeGreaterThan(15);
    expect(scene.walked.filter((it) => ![200, 201, 404, 409].includes(it.status))).toEqual([]);
    expect(acted().length).toBeGreaterThan(4);
  });

  it('is named by people of the register only', async () => {
    const { status, body } = await scene.post(
      scene.broker,
      'needs',
      need(scene.own.urns[0], 'A story.', [newId()]),
    );
    expect([status, body.errors[0].path]).toEqual([400, 'people.0']);
  });

  it('may come up in what is wrong with a request, which the log does not repeat', async () => {
    const statuses = (await mistakesIn(scene)).map((it) => it.status);
    expect(statuses).toEqual([400, 400, 422, 404, 404, 400, 400, 404]);
  });

  it('can see everything that is held on them', async () => {
    const { body } = await scene.get(scene.operator, `people/${scene.person}/export`);
    const { name, email, phone } = planted;
    expect(body.details).toEqual({ name, email, phone });
    // a command that was refused left nothing
    expect(body.notes.length).toBeGreaterThanOrEqual(acted().length);
    expect(body.mentions.map((it: { id: string }) => it.id).sort()).toEqual(
      [scene.mention.note, scene.judged.note].sort(),
    );
    const types = body.events.map((it: Recorded) => it.type);
    expect(types).toEqual(['PersonRegistered', 'PersonDetailsCorrected', 'ProviderRegistered']);
    const { json } = await scene.platform.cli('subject', 'export', scene.person);
    expect(json).toEqual(body);
  });

  it('is found by the search that must find nothing later', async () => {
    await scene.pool.query('checkpoint');
    expect(wordsIn(JSON.stringify(await inTables(scene.pool)))).toHaveLength(words.length - 1);
    expect(Object.keys(inFiles(path.join(scene.platform.folder, 'postgres')))).not.toEqual([]);
    expect(
      (await inDump(scene.pool, path.join(scene.platform.folder, 'dump')))['register.people'],
    ).toContain(planted.phone);
  });
});

describe('a request for erasure', () => {
  it('is refused while the person leads support that is under way', async () => {
    const { status, body } = await scene.post(
      scene.operator,
      `people/${leaderAtWork(scene.world)}/erasures`,
      erasure,
    );
    expect([status, body.code]).toEqual([409, 'leads-live-deployment']);
    expect(body.detail).toContain('complete, decline or terminate it first');
  });

  it('is refused while they can be matched, and until every mention is judged', async () => {
    const asked = () => scene.post(scene.operator, `people/${scene.person}/erasures`, erasure);
    expect((await asked()).body.code).toBe('still-a-provider');
    const suspending = { reason: `${planted.told} left us.`, people: [scene.person] };
    const suspended = await scene.post(
      scene.broker,
      `providers/${scene.provider}/suspension`,
      suspending,
    );
    expect(suspended.status).toBe(200);
    await scene.platform.eventually(async () => {
      const { body } = await asked();
      expect(body.code).toBe('notes-to-judge');
      expect(body.detail).toContain(scene.mention.note);
    });
  });

  it('may be refused by law, which is an event that names the article', async () => {
    const refusal = {
      ...{ basis: 'legalClaims', requestedBy: 'representative', people: [scene.person] },
      explanation: `${planted.told} is a witness.`,
    };
    expect(
      (await scene.post(scene.operator, `people/${scene.person}/erasure-refusals`, refusal)).status,
    ).toBe(200);
    const refused = (await scene.logged()).filter((it) => it.type === 'ErasureRefused');
    expect(refused.at(-1)?.data).toMatchObject({ basis: 'legalClaims', article: '17(3)(e)' });
  });

  it('shows beforehand what it would do, and does nothing', async () => {
    const head = (await scene.logged()).length;
    const { code, json } = await scene.platform.cli(
      ...['subject', 'forget', scene.person, '--dry-run'],
      ...['--basis', erasure.basis, '--requested-by', erasure.requestedBy],
    );
    expect({ code, json }).toMatchObject({ code: 0, json: { state: 'registered' } });
    expect((await scene.logged()).length).toBe(head);
  });

  it('may be met by an edited text, which is served in the place of the first', async () => {
    const text = 'Somebody of the school was there.';
    const edited = await scene.post(scene.operator, 'redactions', {
      noteId: scene.mention.note,
      text,
    });
    expect(edited.status).toBe(201);
    const { body } = await scene.get(scene.broker, `notes/${scene.mention.note}`);
    expect(body).toMatchObject({ text, edited: true });
  });
});

describe('once they are forgotten', () => {
  let first: Answer;
  const forget = () =>
    scene.post(
      scene.operator,
      `people/${scene.person}/erasures`,
      { ...erasure, erase: [scene.judged.note] },
      'forget',
    );

  it('the receipt says what was removed, and that nothing was found', async () => {
    first = await forget();
    expect(first.status).toBe(200);
    const { body } = await scene.get(scene.operator, `people/${scene.person}/erasures`);
    expect(body).toMatchObject({
      state: 'erased',
      names: [],
      mentions: [],
      receipt: { found: [] },
    });
    const [people, notes, salts] = body.receipt.removed as { rows: number }[];
    expect(people?.rows).toBe(1);
    expect(notes?.rows).toBeGreaterThanOrEqual(acted().length + 2);
    expect(salts?.rows).toBeGreaterThanOrEqual(acted().length);
    expect(body.receipt.searched).toBeGreaterThan(20);
  });

  it('asking again answers the same, and repeats of old commands bring nothing back', async () => {
    const again = await forget();
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(
      (await scene.post(scene.operator, `people/${scene.person}/erasures`, erasure)).body.code,
    ).toBe('person-erased');
    const repeated = await scene.post(scene.broker, 'people', scene.registration(), 'Zyxquill');
    expect(repeated.body.code).toBe('key-reused');
    const corrected = { email: planted.email, reason: 'misspelt' };
    await scene.post(scene.broker, `people/${scene.person}/corrections`, corrected, 'corrected');
  });

  it('no word of theirs is in any table, dump or file', async () => {
    expect(await inTables(scene.pool)).toEqual({});
    expect(await inDump(scene.pool, path.join(scene.platform.folder, 'dump'))).toEqual({});
    await scene.pool.query('checkpoint');
    expect(inFiles(path.join(scene.platform.folder, 'postgres'))).toEqual({});
  });

  it('nor in the log as it is exported, in what is answered, or in what the process wrote', async () => {
    const events = await scene.logged();
    const exported = events.map((it) => JSON.stringify(cloudEventOf(it, 'a-log'))).join('\n');
    expect(exported).toContain(`person:${scene.person}`);
    expect(wordsIn(exported)).toEqual([]);
    const { body } = await scene.get(scene.operator, `people/${scene.person}/export`);
    expect(body).toMatchObject({ state: 'erased', notes: [], mentions: [] });
    expect(wordsIn(JSON.stringify(body))).toEqual([]);
    expect(scene.platform.heard).toContain('"level"');
    expect(wordsIn(scene.platform.heard)).toEqual([]);
  });

  it('what was said of them is answered as erased, today and in the past', async () => {
    expect((await scene.get(scene.broker, `people/${scene.person}`)).status).toBe(410);
    const { status, body } = await scene.get(scene.broker, `notes/${scene.judged.note}`);
    expect([status, body.code]).toEqual([410, 'erased']);
    const today = (await scene.logged()).at(-1)?.recordedOn.slice(0, 10) ?? '';
    const past = await scene.get(scene.broker, `needs/${scene.judged.need}?as-of=${today}`);
    expect(past.status).toBe(200);
    expect(wordsIn(JSON.stringify(past.body))).toEqual([]);
  });

  it('every read model still equals a fold of the log', async () => {
    expect(await scene.platform.cli('projections', 'verify')).toMatchObject({ code: 0 });
  });
});
