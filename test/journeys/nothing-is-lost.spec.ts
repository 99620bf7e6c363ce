import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join, sendingTo } from '../support/joining.js';
import { type Answer, RunningPlatform } from '../support/running-platform.js';
import { calendarOf } from './calendar.js';

/** What is acknowledged stays, whatever is killed; what is sent again acts once; what is scarce is not given twice. */
const { today, year, window, nextYear } = calendarOf(new Date());
const [SUPPORTED, HOME] = ['900032', '900036'];
let platform: RunningPlatform;
let broker = '';
let board = '';
let head = '';

const post = async (token: string, route: string, body: object, key?: string): Promise<Answer> =>
  platform.send('POST', `/v1/${route}`, token, body, key ? { 'idempotency-key': key } : {});
const made = async (token: string, route: string, body: object = {}): Promise<Answer['body']> => {
  const answer = await post(token, route, body);
  if (answer.status > 201)
    throw new Error(`${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const need = (n: number) => ({
  urn: SUPPORTED,
  focusArea: 'maths',
  severity: 1 + (n % 4),
  source: 'data',
  evidenceRefs: [`n-${n}`],
});
const eventsOf = async (types: string): Promise<Answer['body'][]> => {
  const { json } = await platform.cli('events', 'tail', '--type', types, '--limit', '10000');
  return (json as { events: Answer['body'][] }).events;
};

/** Sends many commands at once, each with its own key; answers those that were acknowledged, by key. */
async function burst(name: string, count: number): Promise<Map<string, Answer>> {
  const acknowledged = new Map<string, Answer>();
  const lanes = Array.from({ length: 16 }, async (_, lane) => {
    for (let n = lane; n < count; n += 16) {
      const key = `${name}-${n}`;
      const answer = await post(broker, 'needs', need(n), key).catch(() => undefined);
      if (answer?.status === 201) acknowledged.set(key, answer);
    }
  });
  await Promise.all(lanes);
  return acknowledged;
}

/** Everything acknowledged is still there, sending all again acts once for each, and every projection verifies. */
async function nothingIsLost(
  name: string,
  count: number,
  before: Map<string, Answer>,
): Promise<void> {
  for (const [key, answer] of before) {
    const again = await post(broker, 'needs', need(Number(key.split('-').at(-1))), key);
    expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: answer.body });
  }
  const after = await burst(name, count);
  expect(after.size).toBe(count);
  const keyed = new Set([...after.values()].map((it) => it.body.id));
  expect(keyed.size).toBe(count);
  const identified = (await eventsOf('NeedIdentified')).filter((it) => keyed.has(it.data.needId));
  expect(identified).toHaveLength(count);
  expect(await platform.cli('projections', 'verify')).toMatchObject({ code: 0 });
}

beforeAll(async () => {
  platform = await RunningPlatform.start();
  const operator = await platform.token('operator');
  for (const urn of [SUPPORTED, HOME])
    await made(operator, 'schools', {
      urn,
      name: `School ${urn}`,
      phase: 'Primary',
      typeOfEstablishment: 'Community school',
      la: { code: '999', name: 'Wavering' },
    });
  const { id } = await made(operator, 'partnerships', {
    name: 'Wavering Partnership',
    model: 4,
    place: 'Wavering',
    phases: ['Primary'],
    owners: ['primary heads'],
  });
  broker = await platform.token('broker', { partnership: id });
  board = await platform.token('board', { partnership: id });
  head = await platform.token('headteacher', { urn: SUPPORTED });
  await join(sendingTo(platform), id, [SUPPORTED, HOME]);
}, 180_000);
afterAll(() => platform.remove());

describe('ten brokers who race for the last two days of one leader', () => {
  it('reserve exactly what was declared', async () => {
    const person = await made(broker, 'people', { urn: HOME, name: 'Leader One' });
    const { id: provider } = await made(broker, 'providers', {
      kind: 'leader',
      designation: 'SLE',
      personId: person.id,
      homeUrn: HOME,
      phases: ['Primary'],
    });
    await made(broker, `providers/${provider}/accreditations`, {
      focusArea: 'maths',
      by: 'Us',
      until: nextYear,
    });
    await made(broker, `providers/${provider}/capacity`, { year, halfDays: 4 });
    await made(broker, `providers/${provider}/limits`, {
      maxConcurrent: 10,
      maxKm: 40,
      dayRatePence: 0,
    });
    const requests = await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        const identified = await made(broker, 'needs', need(n));
        await made(head, `needs/${identified.id}/validation`, {
          agreedOn: today,
        });
        const request = await made(broker, 'support-requests', {
          needId: identified.id,
          halfDays: 2,
          window,
          budgetPence: 70_000,
          modality: 'onsite',
        });
        await made(broker, `support-requests/${request.id}/triage`, { priority: 'urgent' });
        await made(board, `support-requests/${request.id}/funding`, {
          funder: 'The partnership',
          stream: 'traded',
          amountPence: 70_000,
        });
        return request.id as string;
      }),
    );
    const answers = await Promise.all(
      requests.map((requestId) =>
        post(broker, 'deployments', {
          requestId,
          leaderId: provider,
          objectives: ['Number facts'],
          successCriteria: [{ text: 'Events to 10 x 10 by heart' }],
          kpiIds: [],
          halfDays: 2,
          dayRatePence: 35_000,
          window,
        }),
      ),
    );
    expect(answers.map((it) => it.body.code ?? it.status).sort()).toEqual([
      201,
      201,
      ...Array<string>(8).fill('days-exceed-capacity'),
    ]);
    for (const { status, body } of answers.filter((it) => it.status !== 201))
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'days-exceed-capacity' });
    const position = answers.find((it) => it.status === 201)?.headers.get('position') ?? '';
    const row = await platform.send('GET', `/v1/providers/${provider}`, broker, undefined, {
      'min-position': position,
    });
    expect(row.body.item.capacity).toEqual({ [year]: { declared: 4, reserved: 4, free: 0 } });
  }, 60_000);
});

describe('the same Idempotency-Key', () => {
  it('sent twenty times at once, and again after a kill and a restart, acts once and answers the same', async () => {
    const sent = () => post(broker, 'needs', { ...need(1), story: 'A story told once.' }, 'twenty');
    const answers = await Promise.all(Array.from({ length: 20 }, sent));
    await platform.end('SIGKILL');
    await platform.run();
    answers.push(await sent());
    const said = answers.map(({ status, body, headers }) =>
      JSON.stringify([
        status,
        body,
        headers.get('etag'),
        headers.get('location'),
        headers.get('position'),
      ]),
    );
    expect([...new Set(said)]).toHaveLength(1);
    expect(answers[0]?.status).toBe(201);
    const id = answers[0]?.body.id;
    const events = (await eventsOf('NeedIdentified')).filter((it) => it.data.needId === id);
    expect(events).toHaveLength(1);
  }, 60_000);

  it('with another body is a mistake', async () => {
    const other = await post(broker, 'needs', need(2), 'twenty');
    expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  });
});

describe('in the middle of a burst of commands', () => {
  it('a SIGKILL of the process loses nothing that was acknowledged', async () => {
    const bursting = burst('process', 400);
    await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 300));
    await platform.end('SIGKILL');
    const acknowledged = await bursting;
    await platform.run();
    await nothingIsLost('process', 400, acknowledged);
  }, 120_000);

  it('a SIGKILL of PostgreSQL loses nothing either, and the house recovers by itself', async () => {
    const bursting = burst('database', 400);
    await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 300));
    await platform.endDatabase('SIGKILL');
    const acknowledged = await bursting;
    await platform.eventually(async () => {
      expect((await fetch(`${platform.url}/readyz`)).status).toBe(200);
    }, 30_000);
    await nothingIsLost('database', 400, acknowledged);
  }, 120_000);
});

describe('an operator', () => {
  it('sees it end within ten seconds of SIGTERM, and listen again', async () => {
    expect(await platform.end('SIGTERM')).toBeLessThan(10_000);
    await platform.run();
    expect((await fetch(`${platform.url}/livez`)).status).toBe(200);
  }, 60_000);

  it('has a database whose commits are durable', async () => {
    const { code, json } = await platform.cli('doctor');
    expect({ code, json }).toMatchObject({ code: 0 });
    expect(JSON.stringify(json)).toContain('an acknowledged event survives a crash');
  });
});
