import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import path from 'node:path';
import { cloudEventOf } from '#contracts';
import { createPool, startPostgres } from '#database';
import { newId, type Recorded } from '#eventing';
import { type Support, World } from '../access/world.js';
import { type Answer, RunningPlatform } from '../support/running-platform.js';
import { tellOf, type Walked } from './narrative-walk.js';
import { planted, words, wordsIn } from './planted.js';
import { inDump, inFiles, inTables } from './stores.js';

/** A person is put into the register, spoken of wherever the house takes words, and forgotten. */
let platform: RunningPlatform;
let pool: pg.Pool;
let operator = '';
let broker = '';
let own: Support;
let world: World;
let person = '';
let provider = '';
let mention = { need: '', note: '' };
let judged = { need: '', note: '' };
let walked: Walked[] = [];

const post = (token: string, route: string, body: object, key?: string): Promise<Answer> =>
  platform.send('POST', `/v1/${route}`, token, body, key ? { 'idempotency-key': key } : {});
const get = (token: string, route: string): Promise<Answer> =>
  platform.send('GET', `/v1/${route}`, token);
const logged = async (): Promise<Recorded[]> => {
  const { json } = await platform.cli('events', 'tail', '--limit', '10000');
  return (json as { events: Recorded[] }).events;
};
const erasure = { basis: 'consentWithdrawn', requestedBy: 'subject' };
const registration = () => ({
  urn: own.urns[1],
  name: planted.name,
  email: planted.formerEmail,
  phone: planted.phone,
});
const need = (story: string, people: string[] = []) => ({
  ...{ urn: own.urns[0], focusArea: 'maths', severity: 2, source: 'data', evidenceRefs: [] },
  ...{ story, people },
});

async function tell(story: string): Promise<{ need: string; note: string }> {
  const { body } = await post(broker, 'needs', need(story));
  const fact = (await logged()).find((it) => it.stream.endsWith(body.id));
  const data = fact?.data as { story?: { note: string } } | undefined;
  return { need: body.id, note: data?.story?.note ?? '' };
}

beforeAll(async () => {
  platform = await RunningPlatform.start({ DEMO_AREA: 'on', LOG_LEVEL: 'debug' });
  pool = createPool((await startPostgres({ folder: platform.folder })).url);
  world = new World(await logged());
  const founded = world.of('PartnershipFounded').map((it) => it.data.partnershipId as string);
  const supported = founded.flatMap((it) => world.supportIn(it)).find((it) => it.evaluated);
  if (!supported) throw new Error('the demonstration tells of no evaluated support');
  own = supported;
  operator = await platform.token('operator');
  broker = await platform.token('broker', { partnership: own.ids.partnership });
  person = (await post(broker, 'people', registration(), 'Zyxquill')).body.id;
  const correction = { email: planted.email, reason: 'misspelt' };
  await post(broker, `people/${person}/corrections`, correction, 'corrected');
  const leading = { kind: 'leader', designation: 'SLE', personId: person, homeUrn: own.urns[1] };
  provider = (await post(broker, 'providers', { ...leading, phases: ['Primary'] })).body.id;
  const plan = world.of('PlanDrafted').at(-1)?.data.planId as string;
  const evidence = world.of('EvidenceRegistered').at(-1)?.data.evidenceId as string;
  walked = await tellOf(platform, person, { ...own, ids: { ...own.ids, plan, evidence } });
  mention = await tell(`${planted.mentioned}: Mrs Vornadaxe was there.`);
  judged = await tell(`${planted.mentioned}: somebody wrote to ${planted.email}.`);
}, 240_000);
afterAll(async () => {
  await pool.end();
  await platform.remove();
});

describe('a person who is spoken of', () => {
  it('is spoken of in every command that takes words, as far as the rules allow', () => {
    expect(walked.length).toBeGreaterThan(15);
    expect(walked.filter((it) => ![200, 201, 404, 409].includes(it.status))).toEqual([]);
    expect(walked.filter((it) => it.status <= 201).length).toBeGreaterThan(4);
  });

  it('is named by people of the register only', async () => {
    const { status, body } = await post(broker, 'needs', need('A story.', [newId()]));
    expect([status, body.errors[0].path]).toEqual([400, 'people.0']);
  });

  it('may come up in what is wrong with a request, which the log does not repeat', async () => {
    const wrong = [
      post(broker, 'people', { ...registration(), [planted.name]: 1, urn: planted.told }),
      post(broker, 'people', { ...registration(), name: planted.name.repeat(50) }),
      post(broker, 'people', { ...registration(), name: 'Leader Other' }, 'Zyxquill'),
      get(broker, `people/${encodeURIComponent(planted.name)}`),
      get(operator, `people/${encodeURIComponent(planted.name)}/export`),
      get(broker, `needs?urn=${planted.told}&as-of=${planted.told}`),
      get(broker, `needs?cursor=${planted.told}`),
      get(broker, `notes/${planted.told}`),
    ];
    const statuses = (await Promise.all(wrong)).map((it) => it.status);
    expect(statuses).toEqual([400, 400, 422, 404, 404, 400, 400, 404]);
  });

  it('can see everything that is held on them', async () => {
    const { body } = await get(operator, `people/${person}/export`);
    const { name, email, phone } = planted;
    expect(body.details).toEqual({ name, email, phone });
    expect(body.notes.length).toBeGreaterThanOrEqual(walked.length);
    expect(body.mentions.map((it: { id: string }) => it.id).sort()).toEqual(
      [mention.note, judged.note].sort(),
    );
    const types = body.facts.map((it: Recorded) => it.type);
    expect(types).toEqual(['PersonRegistered', 'PersonDetailsCorrected', 'ProviderRegistered']);
    const { json } = await platform.cli('subject', 'export', person);
    expect(json).toEqual(body);
  });

  it('is found by the search that must find nothing later', async () => {
    await pool.query('checkpoint');
    expect(wordsIn(JSON.stringify(await inTables(pool)))).toHaveLength(words.length - 1);
    expect(Object.keys(inFiles(path.join(platform.folder, 'postgres')))).not.toEqual([]);
    expect((await inDump(pool, path.join(platform.folder, 'dump')))['register.people']).toContain(
      planted.phone,
    );
  });
});

describe('a request for erasure', () => {
  it('is refused while the person leads support that is under way', async () => {
    const ended = new Set(
      ['DeploymentCompleted', 'DeploymentTerminated', 'DeploymentDeclined']
        .flatMap((it) => world.of(it))
        .map((it) => it.data.deploymentId as string),
    );
    const live = world.of('DeploymentProposed').find((it) => !ended.has(it.data.deploymentId));
    const led = world
      .of('ProviderRegistered')
      .find((it) => it.data.providerId === live?.data.leaderId);
    const { status, body } = await post(
      operator,
      `people/${String(led?.data.personId)}/erasures`,
      erasure,
    );
    expect([status, body.code]).toEqual([409, 'leads-live-deployment']);
    expect(body.detail).toContain('complete, decline or terminate it first');
  });

  it('is refused while they can be matched, and until every mention is judged', async () => {
    const asked = () => post(operator, `people/${person}/erasures`, erasure);
    expect((await asked()).body.code).toBe('still-a-provider');
    const suspending = { reason: `${planted.told} left us.`, people: [person] };
    const suspended = await post(broker, `providers/${provider}/suspension`, suspending);
    expect(suspended.status).toBe(200);
    await platform.eventually(async () => {
      const { body } = await asked();
      expect(body.code).toBe('notes-to-judge');
      expect(body.detail).toContain(mention.note);
    });
  });

  it('may be refused by law, which is a fact that names the article', async () => {
    const refusal = {
      ...{ basis: 'legalClaims', requestedBy: 'representative', people: [person] },
      explanation: `${planted.told} is a witness.`,
    };
    expect((await post(operator, `people/${person}/erasure-refusals`, refusal)).status).toBe(200);
    const refused = (await logged()).find((it) => it.type === 'ErasureRefused');
    expect(refused?.data).toMatchObject({ basis: 'legalClaims', article: '17(3)(e)' });
  });

  it('shows beforehand what it would do, and does nothing', async () => {
    const head = (await logged()).length;
    const { code, json } = await platform.cli(
      ...['subject', 'forget', person, '--dry-run'],
      ...['--basis', erasure.basis, '--requested-by', erasure.requestedBy],
    );
    expect({ code, json }).toMatchObject({ code: 0, json: { state: 'registered' } });
    expect((await logged()).length).toBe(head);
  });

  it('may be met by an edited text, which is served in the place of the first', async () => {
    const text = 'Somebody of the school was there.';
    const edited = await post(operator, 'redactions', { noteId: mention.note, text });
    expect(edited.status).toBe(201);
    const { body } = await get(broker, `notes/${mention.note}`);
    expect(body).toMatchObject({ text, edited: true });
  });
});

describe('once they are forgotten', () => {
  let first: Answer;
  const forget = () =>
    post(operator, `people/${person}/erasures`, { ...erasure, erase: [judged.note] }, 'forget');

  it('the receipt says what was removed, and that nothing was found', async () => {
    first = await forget();
    expect(first.status).toBe(200);
    const { body } = await get(operator, `people/${person}/erasures`);
    expect(body).toMatchObject({
      state: 'erased',
      names: [],
      mentions: [],
      receipt: { found: [] },
    });
    const [people, notes, salts] = body.receipt.removed as { rows: number }[];
    expect(people?.rows).toBe(1);
    expect(notes?.rows).toBeGreaterThanOrEqual(walked.length + 2);
    expect(salts?.rows).toBeGreaterThanOrEqual(walked.length);
    expect(body.receipt.searched).toBeGreaterThan(20);
  });

  it('asking again answers the same, and repeats of old commands bring nothing back', async () => {
    const again = await forget();
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect((await post(operator, `people/${person}/erasures`, erasure)).body.code).toBe(
      'person-erased',
    );
    const repeated = await post(broker, 'people', registration(), 'Zyxquill');
    expect(repeated.body.code).toBe('key-reused');
    const corrected = { email: planted.email, reason: 'misspelt' };
    await post(broker, `people/${person}/corrections`, corrected, 'corrected');
  });

  it('no word of theirs is in any table, dump or file', async () => {
    expect(await inTables(pool)).toEqual({});
    expect(await inDump(pool, path.join(platform.folder, 'dump'))).toEqual({});
    await pool.query('checkpoint');
    expect(inFiles(path.join(platform.folder, 'postgres'))).toEqual({});
  });

  it('nor in the log as it is exported, in what is answered, or in what the process wrote', async () => {
    const facts = await logged();
    const exported = facts.map((it) => JSON.stringify(cloudEventOf(it, 'a-log'))).join('\n');
    expect(exported).toContain(`person:${person}`);
    expect(wordsIn(exported)).toEqual([]);
    const { body } = await get(operator, `people/${person}/export`);
    expect(body).toMatchObject({ state: 'erased', notes: [], mentions: [] });
    expect(wordsIn(JSON.stringify(body))).toEqual([]);
    expect(platform.heard).toContain('"level"');
    expect(wordsIn(platform.heard)).toEqual([]);
  });

  it('what was said of them is answered as erased, today and in the past', async () => {
    expect((await get(broker, `people/${person}`)).status).toBe(410);
    const { status, body } = await get(broker, `notes/${judged.note}`);
    expect([status, body.code]).toEqual([410, 'erased']);
    const today = (await logged()).at(-1)?.recordedOn.slice(0, 10) ?? '';
    const past = await get(broker, `needs/${judged.need}?as-of=${today}`);
    expect(past.status).toBe(200);
    expect(wordsIn(JSON.stringify(past.body))).toEqual([]);
  });

  it('every read model still equals a fold of the log', async () => {
    expect(await platform.cli('projections', 'verify')).toMatchObject({ code: 0 });
  });
});
