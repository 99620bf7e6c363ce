import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type Recorded } from '#eventing';
import { type AnalysisHouse, analysisHouse, needAt } from './house.js';

let house: AnalysisHouse;
let analyst: string;
const need = newId();
const correlation = 'walk-in-1';
const commands = [newId(), newId(), newId(), newId()] as const;

beforeAll(async () => {
  house = await analysisHouse();
  analyst = await house.sign({ role: 'analyst', partnerships: ['*'] });
  const correlated = (commandId: string, causationId: string, actor?: Recorded['actor']) => ({
    causes: { commandId, causationId, correlationId: correlation, ...(actor ? { actor } : {}) },
  });
  // recorded later than others that were true after it
  await house.tell({
    ...needAt(newId(), '137260'),
    ...{ recordedOn: '2025-10-06T11:00:00.000Z', occurredOn: '2025-10-06' },
  });
  await house.tell({
    ...needAt(need, '139402'),
    ...{ recordedOn: '2025-10-07T23:30:00.000Z', occurredOn: '2025-10-01' },
    ...correlated(commands[0], correlation),
  });
  const [, first] = await house.store.readAll('' as never);
  await house.tell({
    ...{ type: 'ReferralMade', stream: `brokerage.referral-${need}`, tags: [`referral:${need}`] },
    recordedOn: '2025-10-08T11:00:00.000Z',
    ...correlated(commands[1], first!.id, { id: 'process:brokerage.refer-need', role: 'service' }),
  });
  await house.tell({
    ...{ type: 'DaysReserved', stream: 'brokerage.provider-p', tags: ['provider:p'] },
    recordedOn: '2025-10-08T11:00:00.000Z',
    ...correlated(commands[2], commands[1]),
  });
  await house.tell({
    ...{ type: 'NeedValidated', stream: `intelligence.need-${need}`, tags: [`need:${need}`] },
    recordedOn: '2025-10-09T11:00:00.000Z',
    ...correlated(commands[3], 'something that is not of it'),
  });
  await house.indexed();
}, 60_000);
afterAll(() => house.close());

const explore = async (query = '') =>
  (await house.get(`/v1/events/explorer?${query}`, analyst)).body;

describe('the explorer', () => {
  it('tells what happened in order, on either clock', async () => {
    const days = (body: { items: { occurredOn: string }[] }) =>
      body.items.map((it) => it.occurredOn);
    expect(days(await explore())).toEqual([
      ...['2025-10-06', '2025-10-01', '2025-10-08', '2025-10-08', '2025-10-09'],
    ]);
    const occurred = days(await explore('clock=occurred'));
    expect(occurred).toEqual([...occurred].sort());
  });

  it('pages to the end without a gap or a repeat, on either clock and in each grouping', async () => {
    for (const query of ['', 'clock=occurred', 'group=type', 'group=stream', 'group=identity']) {
      const whole = await explore(`${query}&limit=200`);
      const items: unknown[] = [];
      let next: string | undefined;
      do {
        const page = await explore(`${query}&limit=1${next ? `&cursor=${next}` : ''}`);
        items.push(...page.items);
        ({ next } = page);
      } while (next);
      expect(items).toEqual(whole.items);
    }
  });

  it('counts by type and day, by stream, by identity', async () => {
    const [one, other] = (await explore('group=type&type=NeedIdentified')).items;
    // half past eleven at night in UTC is the next day in London
    expect([one, other]).toMatchObject([
      { day: '2025-10-06', type: 'NeedIdentified', events: 1 },
      { day: '2025-10-08', type: 'NeedIdentified', events: 1 },
    ]);
    const followed = await house.get(other.links.events, analyst);
    expect(followed.body.items).toHaveLength(1);
    const streams = (await explore('group=stream')).items;
    expect(streams).toContainEqual(
      expect.objectContaining({ stream: `intelligence.need-${need}`, events: 2 }),
    );
    const named = await explore(`group=identity&identity=need:${need}`);
    expect(named.items).toMatchObject([
      { identity: `need:${need}`, events: 2, first: '2025-10-08', last: '2025-10-09' },
      { identity: 'urn:139402', events: 1 },
    ]);
  });

  it('leads from an event to itself, its stream, its trace and the rows it touched', async () => {
    const [, event] = (await explore()).items;
    const itself = await house.get(event.links.event, analyst);
    expect(itself.body.item.id).toBe(event.id);
    const stream = await house.get(event.links.stream, analyst);
    expect(stream.body.items).toHaveLength(2);
    const trace = await house.get(event.links.trace, analyst);
    expect(trace.body.events).toBe(4);
    expect(event.links.provenance).toEqual([
      `/v1/needs/${need}/provenance`,
      '/v1/schools/139402/provenance',
    ]);
  });

  it.each([
    ['group=colour', 'group'],
    ['cursor=abc', 'cursor'],
    ['group=type&cursor=WyJhIl0', 'cursor'],
  ])('says what is wrong with %s', async (query, parameter) => {
    expect((await explore(query)).errors).toMatchObject([{ path: parameter }]);
  });
});

describe('a trace', () => {
  it('is the tree of causes: commands, their events, what those led to, and the parts of commands', async () => {
    const { body } = await house.get(`/v1/events/trace/${correlation}`, analyst);
    expect(body.steps).toMatchObject([
      {
        commandId: commands[0],
        by: 'broker',
        events: [
          {
            type: 'NeedIdentified',
            then: [
              {
                by: 'process:brokerage.refer-need',
                events: [{ type: 'ReferralMade', then: [] }],
                parts: [{ commandId: commands[2], events: [{ type: 'DaysReserved' }] }],
              },
            ],
          },
        ],
      },
      { commandId: commands[3], events: [{ type: 'NeedValidated' }] },
    ]);
    expect(JSON.stringify(body)).not.toContain('somebody');
  });

  it('shows of others what one may see, and is not there when that is nothing', async () => {
    const local = await house.sign({ role: 'analyst', urns: ['139402'] });
    const { body } = await house.get(`/v1/events/trace/${correlation}`, local);
    expect(body.events).toBe(2);
    const stranger = await house.sign({ role: 'analyst', urns: ['137260'] });
    expect((await house.get(`/v1/events/trace/${correlation}`, stranger)).status).toBe(404);
    expect((await house.get('/v1/events/trace/%3F', analyst)).status).toBe(400);
  });
});

describe('a very large trace', () => {
  it('is told in parts, and each says that there is more and where', async () => {
    const whole = 5_001;
    const meta = {
      ...{ schemaVersion: 1, occurredOn: '2025-10-09', recordedOn: '2025-10-09T11:00:00.000Z' },
      actor: { id: 'somebody', role: 'broker' },
      ...{ commandId: newId(), correlationId: 'very-large', causationId: 'very-large' },
      tags: ['urn:139402'],
    };
    const events = Array.from({ length: whole }, () => ({
      ...{ id: newId(), type: 'NeedValidated', data: {}, meta },
    }));
    await house.store.append(`intelligence.need-${newId()}`, events, 'noStream');
    await house.indexed();
    const first = await house.get('/v1/events/trace/very-large', analyst);
    expect(first.body.events).toBe(5_000);
    const [, path = ''] = /^<(.*)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    expect(new URLSearchParams(path.split('?')[1]).get('cursor')).toBe(first.body.next);
    const rest = await house.get(path, analyst);
    expect(rest.body.events).toBe(1);
    expect(rest.body.steps[0].events[0].id).toBe(events.at(-1)!.id);
    expect(rest.body).not.toHaveProperty('next');
    expect(rest.headers.get('link')).toBeNull();
  }, 60_000);
});
