import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { Events } from '#analysis';
import { type Asking, newId, NotFound, type Shown } from '#eventing';
import { grantAnalyst } from '#projections';
import { type FindingCommand, findingList } from '#testing';
import { type FindingHouse, findingHouse } from './house.js';
import { storedNote } from '../support/stored-note.js';

/** A finding that a school tells others of: consent is given, taken back and runs out, and is tried at every way out. */
const URN = '139402';
const [HOME, PARTNER] = [newId(), newId()];
const [ID, NOTE, GRADER] = [newId(), newId(), newId()];
const WORDS = 'what nobody is to read';

const share = (inPart: boolean, until: string): FindingCommand => ({
  type: 'ShareFinding',
  ...{ partnershipId: PARTNER, until, inPart },
});

/** The days of its story: what happens, and what its partner is shown from then on. */
const story: readonly { on: string; does?: FindingCommand; partner: Shown; grade: number }[] = [
  {
    on: '2025-10-01',
    does: { type: 'WriteFinding', urn: URN, grade: 77, words: { note: NOTE, hash: 'h' } },
    ...{ partner: 'nothing', grade: 77 },
  },
  { on: '2025-10-02', does: share(true, '2025-10-20'), partner: 'redacted', grade: 77 },
  {
    on: '2025-10-03',
    does: { type: 'GradeFinding', grade: 88, by: GRADER },
    ...{ partner: 'redacted', grade: 88 },
  },
  { on: '2025-10-05', does: share(false, '2025-10-20'), partner: 'everything', grade: 88 },
  { on: '2025-10-20', partner: 'everything', grade: 88 },
  { on: '2025-10-21', partner: 'nothing', grade: 88 },
  { on: '2025-10-22', does: share(true, '2025-12-31'), partner: 'redacted', grade: 88 },
  {
    on: '2025-10-25',
    does: { type: 'UnshareFinding', partnershipId: PARTNER },
    ...{ partner: 'nothing', grade: 88 },
  },
];

let house: FindingHouse;
const tokens: Record<string, string> = {};
const roles = ['analyst', 'broker'] as const;

beforeAll(async () => {
  house = await findingHouse();
  await storedNote(house.notes, { id: NOTE, text: WORDS, subjects: [`finding:${ID}`] });
  const meta = {
    ...{ schemaVersion: 1, occurredOn: '2025-09-01', recordedOn: house.clock.now() },
    ...{
      actor: { id: 'a', role: 'service' },
      commandId: 'c',
      correlationId: 'c',
      causationId: 'c',
    },
    tags: [`partnership:${HOME}`, `urn:${URN}`],
  };
  const member = {
    type: 'MemberAdmitted',
    data: { partnershipId: HOME, urn: URN, from: '2025-09-01' },
  };
  await house.store.append(
    `network.partnership-${HOME}`,
    [{ id: newId(), ...member, meta }],
    'any',
  );
  tokens.partner = await house.token({ role: roles, partnerships: [PARTNER] });
  tokens.home = await house.token({ role: roles, partnerships: [HOME] });
  tokens.everywhere = await house.token({ role: roles, partnerships: ['*'] });
  tokens.operator = await house.token({ role: ['operator', 'analyst', 'broker'] });
  tokens.school = await house.token({ role: [...roles, 'headteacher'], urns: [URN] });
}, 120_000);
afterAll(() => house.close());

const secrets = [NOTE, GRADER, WORDS, '"grade":77', '"grade":88'];
const secretIn = (text: string): string[] => secrets.filter((it) => text.includes(it));
/** What an answer gives away: an id that the caller asked for themselves is nothing. */
const toldBy = ({ status, text }: { status: number; text: string }): Shown =>
  status !== 200 || !text.includes(ID)
    ? 'nothing'
    : secretIn(text).length > 0
      ? 'everything'
      : 'redacted';

/** What each way out says of the finding to somebody. */
async function waysOf(token: string, days: readonly string[]): Promise<Record<string, Shown>> {
  const ways: Record<string, Shown> = {};
  const ask = async (where: string, accept?: string): Promise<void> => {
    ways[`${where}${accept ?? ''}`] = toldBy(await house.get(where, token, accept));
  };
  await ask('/v1/events?limit=200');
  await ask('/v1/events', 'application/x-ndjson');
  await ask(`/v1/events?stream=example.finding-${ID}`);
  await ask(`/v1/findings`);
  await ask(`/v1/findings?urn=${URN}`);
  await ask(`/v1/findings/${ID}`);
  for (const day of days)
    for (const clock of ['recorded', 'occurred']) {
      await ask(`/v1/findings/${ID}?as-of=${day}&clock=${clock}`);
      await ask(`/v1/findings?as-of=${day}&clock=${clock}`);
    }
  return ways;
}

const callers = ['partner', 'home', 'everywhere', 'operator', 'school'] as const;
const asking = (who: (typeof callers)[number]): Asking => ({
  actor: { id: who, role: 'broker', urns: who === 'school' ? [URN] : [] },
  scope:
    who === 'everywhere' || who === 'operator'
      ? 'all'
      : new Set(who === 'partner' ? [`partnership:${PARTNER}`] : [`urn:${URN}`]),
});
async function may(who: (typeof callers)[number], command: FindingCommand): Promise<boolean> {
  try {
    await house.act(ID, command, asking(who));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

it('is told nowhere more than its audience says, now and as of every day', async () => {
  for (const [nth, { on, does, partner, grade }] of story.entries()) {
    house.clock.set(`${on}T11:00:00.000Z`);
    if (does) await house.act(ID, does);
    const days = story.slice(0, nth + 1).map((it) => it.on);
    for (const who of callers) {
      const shown = who === 'partner' ? partner : who === 'school' ? 'everything' : 'nothing';
      const token = tokens[who] ?? '';
      const at = `${who} on ${on}`;
      const get = async (where: string) => house.get(where, token);

      const ways = await waysOf(token, days);
      expect({ at, ways }).toEqual({
        at,
        ways: Object.fromEntries(Object.keys(ways).map((way) => [way, shown])),
      });

      // what is counted, and what is found by asking for what is withheld
      const whole = shown === 'everything';
      for (const group of ['type', 'stream', 'identity']) {
        const { text } = await get(`/v1/events/explorer?group=${group}`);
        expect({ at, group, told: /Finding|finding/.test(text) }).toEqual({
          at,
          group,
          told: whole,
        });
      }
      const searches = [
        `/v1/events?identity=note:${NOTE}`,
        `/v1/events/explorer?identity=note:${NOTE}`,
        `/v1/findings?grade=${grade}`,
      ];
      for (const where of searches) {
        const { text } = await get(where);
        expect({ at, where, told: text.includes(`${ID}"`) }).toEqual({ at, where, told: whole });
      }
      const explored = await get('/v1/events/explorer');
      expect({ at, told: toldBy(explored) }).toEqual({ at, told: shown });
      const note = await get(`/v1/notes/${NOTE}`);
      expect({ at, note: note.text.includes(WORDS) }).toEqual({ at, note: whole });

      // what caused what, one event, and where a row comes from: that there is something, without what it says
      const known = shown !== 'nothing';
      const trace = await get('/v1/events/trace/consent');
      expect({ at, trace: trace.status, secrets: secretIn(trace.text) }).toEqual({
        ...{ at, trace: known ? 200 : 404, secrets: [] },
      });
      for (const { id } of await house.told(ID)) {
        const one = await get(`/v1/events/${id}`);
        expect({ at, one: one.status }).toEqual({ at, one: known ? 200 : 404 });
        expect(secretIn(one.text).length > 0).toBe(whole);
      }
      for (const moment of ['', ...days.map((it) => `?as-of=${it}`)]) {
        const { status, text } = await get(`/v1/findings/${ID}/provenance${moment}`);
        expect({ at, moment, status }).toEqual({ at, moment, status: known ? 200 : 404 });
        expect(text.includes('"grade"')).toBe(whole);
      }

      const last = await house.store.head();
      expect(await may(who, { type: 'AcknowledgeFinding' })).toBe(known);
      expect(await may(who, { type: 'GradeFinding', grade, by: who })).toBe(whole);
      expect(await house.store.head()).toBe(last);
    }
  }
}, 600_000);

it('is in no view that analysts read by SQL: who asks there is not known', async () => {
  const role = `finder_${process.pid}`;
  const { pool, aggregates } = house;
  const grant = { role, aggregates, projections: [findingList], password: 'a password' };
  expect(await grantAnalyst(pool, grant)).toEqual([]);
  const url = new URL(house.databaseUrl);
  url.username = role;
  url.password = 'a password';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const read = client.query('select * from read.finding_list');
  await expect(read).rejects.toMatchObject({ code: '42501' });
  await client.end();
  await pool.query(`drop owned by ${role}; drop role ${role}`);
});

it('is whole to whoever runs the machine: an export leaves nothing out', async () => {
  const events = new Events(house.pool, house.store);
  const { events: all } = await events.correlated('consent', 'machine', { limit: 100 });
  expect(all.map((it) => it.type)).toEqual((await house.told(ID)).map((it) => it.type));
  expect(secretIn(JSON.stringify(all))).toContain(GRADER);
});
