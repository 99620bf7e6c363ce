import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { newId } from '#eventing';
import { aNeed, aSchool, type ErasureHouse, erasureHouse, type Said } from './erasure-house.js';

let house: ErasureHouse;
const tokens: Record<string, string> = {};
let person: string;
const refusal = () => ({ basis: 'legalClaims', requestedBy: 'subject', explanation: LONG });
const LONG = 'What we saw, in a few sentences. '.repeat(50);

beforeAll(async () => {
  house = await erasureHouse();
  tokens.operator = await house.token({ role: 'operator' });
  tokens.head = await house.token({ role: 'headteacher', urns: [aSchool.urn] });
  tokens.stranger = await house.token({ role: 'headteacher', urns: ['900002'] });
  tokens.broker = await house.token({ role: 'broker', urns: ['900002'] });
  tokens.analyst = await house.token({ role: 'analyst', partnerships: ['*'] });
  const { operator, head } = tokens as { operator: string; head: string };
  await house.ask('POST', 'schools', operator, aSchool);
  expect((await house.ask('POST', 'needs', head, aNeed(LONG), key('first'))).status).toBe(201);
  const named = { urn: aSchool.urn, name: 'Leader Tansy' };
  person = (await house.ask('POST', 'people', operator, named, key('person'))).body.id;
}, 60_000);
afterAll(() => house.close());

const key = (it: string) => ({ 'idempotency-key': it });

/** How many rows each table of the register has, and how many bytes they hold. */
async function register(): Promise<Record<string, unknown>> {
  const { rows: tables } = await house.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'register' order by 1`,
  );
  const size: Record<string, unknown> = {};
  for (const { name } of tables) {
    const { rows } = await house.pool.query<{ rows: number; bytes: number }>(
      `select count(*)::int as rows, coalesce(sum(length(to_jsonb(t)::text)), 0)::int as bytes from ${name} t`,
    );
    size[name] = rows[0];
  }
  return size;
}

const ask = (
  by: string,
  route: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<Said> => house.ask('POST', route, tokens[by] ?? by, body, headers);

/** Commands that are refused, each with words in it, by what is answered. */
const refused: readonly (readonly [string, number, (nth: number) => Promise<Said>])[] = [
  ['a field is wrong', 400, () => ask('head', 'needs', { ...aNeed(LONG), severity: 9 })],
  ['a field is unknown', 400, () => ask('head', 'needs', { ...aNeed(LONG), more: LONG })],
  ['it names a stranger', 400, () => ask('head', 'needs', { ...aNeed(LONG), people: [newId()] })],
  ['no token', 401, () => ask('nobody', 'needs', aNeed(LONG))],
  ['another role', 403, () => ask('analyst', 'needs', aNeed(LONG))],
  ['a school that is not theirs', 404, () => ask('stranger', 'needs', aNeed(LONG))],
  [
    'the same, with a key',
    404,
    (nth) => ask('stranger', 'needs', aNeed(LONG), key(`stranger ${nth}`)),
  ],
  [
    'a subject that is not there',
    404,
    (nth) => ask('operator', `people/${newId()}/erasure-refusals`, refusal(), key(`${nth}`)),
  ],
  [
    'a note that is not there',
    404,
    () => ask('operator', 'redactions', { noteId: newId(), text: LONG }),
  ],
  [
    'a person of a school that is not theirs',
    404,
    (nth) =>
      ask('broker', 'people', { urn: aSchool.urn, name: `Leader Nobody ${nth}` }, key(`${nth}`)),
  ],
  [
    'a school that is not registered',
    409,
    (nth) => ask('stranger', 'needs', { ...aNeed(LONG), urn: '900002' }, key(`school ${nth}`)),
  ],
  [
    'the subject has changed',
    412,
    (nth) =>
      ask('operator', `people/${person}/erasure-refusals`, refusal(), {
        ...key(`stale ${nth}`),
        'if-match': '"7"',
      }),
  ],
  [
    'a key that was used before',
    422,
    (nth) => ask('head', 'needs', aNeed(`Other ${nth}. ${LONG}`), key('first')),
  ],
  [
    'a key of a person that was used before',
    422,
    (nth) => ask('operator', 'people', { urn: aSchool.urn, name: `Leader ${nth}` }, key('person')),
  ],
  [
    'a person who was not asked to be forgotten by a good word',
    400,
    () => ask('operator', `people/${person}/erasures`, { basis: LONG, requestedBy: 'subject' }),
  ],
];

describe('a flood of refused commands', () => {
  it.each(refused)('leaves the register as it was: %s (%i)', async (_, status, send) => {
    const before = await register();
    const answers = await Promise.all(Array.from({ length: 12 }, (__, nth) => send(nth)));
    expect(new Set(answers.map((it) => it.status))).toEqual(new Set([status]));
    expect(await register()).toEqual(before);
  });
});

describe('a command that is sent at once with others of its key', () => {
  const rows = async (): Promise<number[]> =>
    Object.values(await register()).map((it) => (it as { rows: number }).rows);

  it('leaves the words of the one that acted, and of no other', async () => {
    const before = await rows();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, nth) =>
        ask('head', 'needs', aNeed(`Words ${nth}. ${LONG}`), key('at once')),
      ),
    );
    const acted = answers.filter((it) => it.status === 201);
    expect(answers.map((it) => it.status).filter((it) => it !== 201 && it !== 422)).toEqual([]);
    expect(acted).toHaveLength(1);
    const after = await rows();
    // one text and one salt
    expect(after.map((it, index) => it - (before[index] ?? 0)).sort()).toEqual([0, 0, 0, 1, 1]);
    expect(await wordsOf(acted[0]!.body.id)).toMatch(/^Words \d+\. What we saw/);
  });

  it('and with the same words acts once, and keeps them once', async () => {
    const before = await rows();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => ask('head', 'needs', aNeed(LONG), key('the same'))),
    );
    for (const it of answers) expect([it.status, it.body]).toEqual([201, answers[0]!.body]);
    const after = await rows();
    expect(after.map((it, index) => it - (before[index] ?? 0)).sort()).toEqual([0, 0, 0, 1, 1]);
    expect(await wordsOf(answers[0]!.body.id)).toBe(LONG);
  });
});

describe('a server that is lost while events are recorded', () => {
  const lost = () => Object.assign(new Error('the server is gone'), { code: '08006' });

  it.each(['before', 'after'])(
    'loses no text of an event, %s they were recorded: a repeat finds its own',
    async (when) => {
      const { store } = house.platform;
      const append = store.append.bind(store);
      store.append = async (...to) => {
        store.append = append;
        if (when === 'after') await append(...to);
        throw lost();
      };
      const need = aNeed(`Lost ${when}.`);
      const first = await ask('head', 'needs', need, key(`lost ${when}`));
      expect([first.status, first.body.code]).toEqual([503, 'unavailable']);
      const kept = await register();
      const again = await ask('head', 'needs', need, key(`lost ${when}`));
      expect(again.status).toBe(201);
      expect(await wordsOf(again.body.id)).toBe(`Lost ${when}.`);
      expect(
        Object.entries(await register()).map(([name, it]) => [name, (it as { rows: number }).rows]),
      ).toEqual(Object.entries(kept).map(([name, it]) => [name, (it as { rows: number }).rows]));
    },
  );
});

/** What the story of a need says, by the note that its event names. */
async function wordsOf(needId: string): Promise<string> {
  const [event] = await house.platform.store.readStream(`intelligence.need-${needId}`);
  const { story } = event!.data as { story: { note: string; hash: string } };
  const { rows } = await house.pool.query<{ text: string; salt: Buffer; hash: string }>(
    'select text, salt, hash from register.notes where id = $1',
    [story.note],
  );
  const { text, salt, hash } = rows[0]!;
  expect(story.hash).toBe(hash);
  expect(createHmac('sha256', salt).update(text).digest('hex')).toBe(hash);
  return text;
}
