import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Param } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Aggregates, Audiences, CommandHandling, newId, NotFound, SetClock } from '#eventing';
import { type Health, states } from '#health';
import { tagsOf } from '#testing';
import {
  IdentifyNeed,
  ReprioritiseNeed,
  TinyBeside,
  tinyAggregates,
  TinyMembership,
  TinyModule,
  tinyNeeds,
  TinyNotes,
  TinyReadings,
  TinyStore,
} from '../../../../test/support/tiny-house.js';
import { Access } from '../access/access.js';
import { Caller } from '../access/caller.js';
import { DemoIssuer } from '../identity/demo-issuer.js';
import { addressed } from '../commands/dispatch.js';
import { queriesOf } from '../reads/queries.js';
import { buildApp } from './build-app.js';
import type { Log } from './log.js';

/** Written by hand: one route for board members, one that says nothing of access. */
@Controller('v1/boards')
@Access('ImpactBoard', ['board', 'broker'])
class BoardController {
  @Get(':partnershipId')
  board(@Param('partnershipId') id: string, @Caller() caller: Caller): object {
    if (id === 'gone') throw new NotFound(`partnership:${id}`);
    return { id, role: caller.role, scope: [...caller.scope].sort() };
  }
}
@Controller('v1/forgotten')
class ForgottenController {
  @Get()
  nothing(): object {
    return {};
  }
}

@Module({ controllers: [BoardController, ForgottenController] })
class ByHandModule {}

const aggregates = new Aggregates(tinyAggregates);
const folder = mkdtempSync(path.join(os.tmpdir(), 'edge-'));
const clock = new SetClock('2025-10-06T11:00:00.000Z');
const store = new TinyStore();
const readings = new TinyReadings(store);
const notes = new TinyNotes();
const membership = new TinyMembership();
const beside = new TinyBeside();
const logged: { detail: object; text: string }[] = [];
const say = (detail: object, text: string) => logged.push({ detail, text });
const log: Log = { debug: () => 0, info: () => 0, warn: say, error: say };
const health: { conditions: Health['conditions'] } & Omit<Health, 'conditions'> = {
  conditions: [{ state: 'ready' }],
  database: 'writable',
  log: { kind: 'postgres', state: 'writable' },
  head: null,
  followers: [],
  confidential: { owner: 'host/1' },
};

let app: NestFastifyApplication;
let url: string;
let issuer: DemoIssuer;
const tokens: Record<string, string> = {};

const start = async (requestsPerMinute?: number): Promise<NestFastifyApplication> => {
  const started = await buildApp({
    imports: [TinyModule, ByHandModule],
    parts: {
      store,
      clock,
      aggregates,
      audiences: new Audiences(store, aggregates, clock),
      handling: new CommandHandling(store, clock, aggregates, tagsOf),
      readings,
      noteStore: notes,
      membership,
      identities: issuer.identities(),
      secret: 'secret',
      health: async () => health,
    },
    providers: [{ provide: TinyBeside, useValue: beside }],
    log,
    patienceMs: 50,
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    graceMs: 1000,
  });
  await started.listen(0, '127.0.0.1');
  return started;
};

beforeAll(async () => {
  issuer = await DemoIssuer.open(path.join(folder, 'demo.jwk'), 'test');
  for (const role of ['broker', 'headteacher', 'operator', 'analyst', 'board'] as const)
    tokens[role] = await issuer.sign({ role, partnerships: role === 'operator' ? [] : ['p1'] });
  tokens.head = await issuer.sign({ role: 'headteacher', urns: ['139402'] });
  tokens.stranger = await issuer.sign({ role: 'broker', partnerships: ['p2'] });
  tokens.burner = await issuer.sign({ role: 'operator' });
  app = await start();
  url = await app.getUrl();
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

interface Said {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- read as the spec expects it
  body: any;
}

async function send(method: string, where: string, options: RequestInit = {}): Promise<Said> {
  const answer = await fetch(url + where, { method, ...options });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  return {
    status: answer.status,
    headers: answer.headers,
    body: /json/.test(type) && text ? JSON.parse(text) : text,
  };
}

const post = (where: string, body: unknown, headers: Record<string, string> = {}, by = 'broker') =>
  send('POST', where, {
    headers: {
      authorization: `Bearer ${tokens[by]}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const get = (where: string, headers: Record<string, string> = {}, by = 'broker') =>
  send('GET', where, { headers: { authorization: `Bearer ${tokens[by]}`, ...headers } });

/** The status of a request whose address is sent as it stands. */
const raw = (method: string, where: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const sent = { authorization: `Bearer ${tokens.broker}`, ...headers };
    const options = { hostname, port, method, path: where, headers: sent };
    const sending = rawRequest(options, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sending.on('error', reject);
    sending.end(method === 'GET' || method === 'HEAD' ? undefined : '{}');
  });

const good = { urn: '139402', severity: 3 };
const paths = (said: Said): string[] =>
  (said.body.errors as { path: string }[]).map((it) => it.path);

function expectProblem(said: Said, status: number, code: string): void {
  expect([said.status, said.body.code]).toEqual([status, code]);
  expect(said.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(said.body).toMatchObject({ type: `/problems/${code}`, status });
  expect(said.body.title.length).toBeGreaterThan(3);
  expect(said.body.detail.length).toBeGreaterThan(3);
  expect(said.body.correlationId).toBe(said.headers.get('x-correlation-id'));
}

describe('a command', () => {
  it('creates its subject and says where', async () => {
    const said = await post('/v1/needs', good);
    expect(said.status).toBe(201);
    const { id } = said.body;
    expect(said.headers.get('location')).toBe(`/v1/needs/${id}`);
    expect(said.headers.get('etag')).toBe('"0"');
    expect(said.headers.get('position')).toBe(said.body.position);
    expect(said.body).toEqual({
      id,
      revision: 0,
      position: expect.stringMatching(/^ab12cd34\.[a-t]\d+$/),
      events: [{ id: expect.any(String), type: 'NeedIdentified' }],
    });
  });

  it('acts on its subject, and changes nothing the second time', async () => {
    const { id } = (await post('/v1/needs', good)).body;
    const said = await post(`/v1/needs/${id}/priority`, { severity: 4 });
    expect([said.status, said.body.revision, said.headers.get('etag')]).toEqual([200, 1, '"1"']);
    const again = await post(`/v1/needs/${id}/priority`, { severity: 4 });
    expect([again.status, again.body]).toEqual([200, { id, revision: 1, events: [] }]);
    expect(again.headers.get('position')).toBeNull();
  });

  it('finds its subject by the id in upper case, and records it in lower case', async () => {
    const { id } = (await post('/v1/needs', good)).body as { id: string };
    const where = `/v1/needs/${id.toUpperCase()}`;
    const said = await post(`${where}/priority`, { severity: 1 });
    expect([said.status, said.body.id]).toEqual([200, id]);
    const recorded = store.events.find((it) => it.id === said.body.events[0].id);
    expect(recorded).toMatchObject({ data: { needId: id }, stream: `intelligence.need-${id}` });
    for (const path of [where, `${where}/provenance`])
      expect((await get(path)).body.item?.needId ?? id).toBe(id);
    const none = await get(`/v1/needs/${newId().toUpperCase()}`);
    expectProblem(none, 404, 'not-found');
    expect(none.body.detail).not.toMatch(/[A-F0-9]{8}-[A-F]/);
  });

  it('that is of something not there is told so by what it named itself', async () => {
    const said = await post('/v1/needs', { ...good, urn: '100010' }, {}, 'stranger');
    expectProblem(said, 404, 'not-found');
    expect(said.body.detail).toBe(
      'IdentifyNeed names urn 100010: not all of it exists, or is yours to act for.',
    );
    const id = newId();
    const none = await post(`/v1/needs/${id}/priority`, { severity: 1 });
    expect(none.body.detail).toBe(`need:${id} does not exist, or is not yours to see.`);
  });

  it('records who acted, in the role that was granted it', async () => {
    const token = await issuer.sign({
      role: ['analyst', 'headteacher'],
      urns: ['139402'],
      sub: 'u7',
    });
    tokens.both = token;
    const { id } = (await post('/v1/needs', good, {}, 'both')).body;
    const event = store.events.find((it) => it.stream.endsWith(id))!;
    const onBehalfOf = 'urn:139402';
    expect(event.actor).toEqual({ id: 'u7', role: 'headteacher', onBehalfOf });
    expect(event.recordedOn).toBe('2025-10-06T11:00:00.000Z');
  });

  it('may have a natural key', async () => {
    const oak = { urn: '100001', name: 'Oakfield' };
    const said = await post('/v1/schools', oak, {}, 'operator');
    expect([said.status, said.headers.get('location')]).toEqual([201, '/v1/schools/100001']);
    const again = await post('/v1/schools', oak, {}, 'operator');
    expect([again.status, again.body.events]).toEqual([200, []]);
    expect(beside.seen).toEqual([
      ...['before 100001 Oakfield', 'after 100001 Oakfield 1'],
      ...['before 100001 Oakfield', 'after 100001 Oakfield 0'],
    ]);
  });

  it('is refused by a rule with the rule’s own code', async () => {
    expectProblem(
      await post('/v1/needs', { ...good, urn: '999999' }, {}, 'operator'),
      403,
      'forbidden',
    );
    tokens.all = await issuer.sign({ role: 'broker', partnerships: ['*'] });
    const said = await post('/v1/needs', { ...good, urn: '999999' }, {}, 'all');
    expectProblem(said, 409, 'school-not-open');
    expect(said.body.detail).toBe('That school has closed.');
  });

  it('keeps its narratives out of the events, nested ones too', async () => {
    const body = {
      ...good,
      story: 'They told us',
      signs: [
        { what: 'fractions', times: 2, words: 'We cannot' },
        { what: 'a', times: 1 },
      ],
    };
    const { id } = (await post('/v1/needs', body)).body;
    const event = store.events.find((it) => it.stream.endsWith(id))!;
    const text = JSON.stringify(event);
    expect(text).not.toMatch(/They told us|We cannot/);
    const data = event.data as { story: { note: string }; signs: { words?: { note: string } }[] };
    expect(notes.texts.get(data.story.note)).toMatchObject({
      text: 'They told us',
      subjects: [`need:${id}`, 'urn:139402'],
    });
    expect(notes.texts.get(data.signs[0]!.words!.note)?.text).toBe('We cannot');
    expect(data.signs[1]).toEqual({ what: 'a', times: 1 });
  });
});

describe('a command sent again', () => {
  it('with its key answers the same, and acts once', async () => {
    const key = { 'idempotency-key': 'first try' };
    const body = { ...good, story: 'Once' };
    const before = notes.texts.size;
    const said = await Promise.all(Array.from({ length: 20 }, () => post('/v1/needs', body, key)));
    for (const it of said) expect([it.status, it.body]).toEqual([201, said[0]!.body]);
    // the order of fields does not matter, the values do
    const other = await post('/v1/needs', { story: 'Once', severity: 3, urn: '139402' }, key);
    expect(other.body).toEqual(said[0]!.body);
    expect(store.events.filter((it) => it.stream.endsWith(said[0]!.body.id))).toHaveLength(1);
    expect(notes.texts.size).toBe(before + 1);
  });

  it('with another body is a mistake, and leaves the first one’s words alone', async () => {
    const key = { 'idempotency-key': 'second' };
    const { id } = (await post('/v1/needs', { ...good, story: 'One' }, key)).body;
    expectProblem(await post('/v1/needs', { ...good, story: 'Other' }, key), 422, 'key-reused');
    const { story } = store.events.find((it) => it.stream.endsWith(id))!.data as {
      story: { note: string };
    };
    expect(notes.texts.get(story.note)?.text).toBe('One');
  });

  it('by somebody else, or of another subject, is another command', async () => {
    const key = { 'idempotency-key': 'shared' };
    const one = (await post('/v1/needs', good, key)).body.id;
    const other = (await post('/v1/needs', good, key, 'head')).body.id;
    expect(one).not.toBe(other);
    const first = await post(`/v1/needs/${one}/priority`, { severity: 4 }, key);
    const second = await post(`/v1/needs/${other}/priority`, { severity: 4 }, key);
    expect([first.body.revision, second.body.revision]).toEqual([1, 1]);
    expect(first.body.events[0].id).not.toBe(second.body.events[0].id);
    const again = await post(`/v1/needs/${one}/priority`, { severity: 4 }, key);
    expect(again.body).toEqual(first.body);
  });

  it('needs a key that can be read', async () => {
    for (const key of ['', 'k'.repeat(201), 'schl\u00fcssel'])
      expect(paths(await post('/v1/needs', good, { 'idempotency-key': key }))).toEqual([
        'Idempotency-Key',
      ]);
  });
});

describe('If-Match', () => {
  it('acts on the revision it names, and on no other', async () => {
    const { id } = (await post('/v1/needs', good)).body;
    const where = `/v1/needs/${id}/priority`;
    expectProblem(await post(where, { severity: 1 }, { 'if-match': '"7"' }), 412, 'stale');
    expect((await post(where, { severity: 1 }, { 'if-match': '"0"' })).status).toBe(200);
    expectProblem(await post(where, { severity: 2 }, { 'if-match': '"0"' }), 412, 'stale');
    expect((await post(where, { severity: 2 }, { 'if-match': '*' })).status).toBe(200);
  });

  it('is refused when it is weak or malformed', async () => {
    const { id } = (await post('/v1/needs', good)).body;
    for (const tag of ['W/"0"', '0', '"0", "1"', '"x"', '"-1"', '""', '"99999999999999999"']) {
      const said = await post(`/v1/needs/${id}/priority`, { severity: 1 }, { 'if-match': tag });
      expectProblem(said, 400, 'header-invalid');
      expect(paths(said)).toEqual(['If-Match']);
    }
  });

  it('loses a race as stale; without it a race is decided again, and lost in the end as busy', async () => {
    const { id } = (await post('/v1/needs', good)).body;
    const where = `/v1/needs/${id}/priority`;
    store.conflicts = 1;
    expectProblem(await post(where, { severity: 1 }, { 'if-match': '"0"' }), 412, 'stale');
    store.conflicts = 3;
    expect((await post(where, { severity: 1 })).status).toBe(200);
    store.conflicts = 9;
    const busy = await post(where, { severity: 2 });
    store.conflicts = 0;
    expectProblem(busy, 409, 'busy');
  });
});

describe('a body', () => {
  const wrong: [string, unknown, string[]][] = [
    ['a list', [good], ['']],
    ['a number', 7, ['']],
    ['null', 'null', ['']],
    ['a text', '"urn"', ['']],
    ['empty fields', {}, ['urn', 'severity']],
    ['an unknown field', { ...good, colour: 'red' }, ['colour']],
    ['the type of a command', { ...good, type: 'BurnNeed' }, ['type']],
    [
      'a method’s name',
      { ...good, toString: 'x', hasOwnProperty: 1 },
      ['toString', 'hasOwnProperty'],
    ],
    ['the name constructor', { ...good, constructor: 'x' }, ['constructor']],
    ['a fraction', { ...good, severity: 1.5 }, ['severity']],
    ['a number with an exponent', { ...good, severity: 1e-7 }, ['severity']],
    ['a number as text', { ...good, severity: '3' }, ['severity']],
    ['a list where a word belongs', { ...good, urn: ['139402'] }, ['urn']],
    ['NUL', { ...good, story: 'a\u0000b' }, ['story']],
    ['half a character', '{"urn":"139402","severity":3,"story":"\\ud800"}', ['story']],
    ['NUL in a name', '{"urn":"139402","severity":3,"a\\u0000":1}', ['']],
    [
      'parts that are none',
      { ...good, signs: { what: 'x', times: 1 } },
      ['signs', 'signs', 'signs'],
    ],
    ['a part inside out', { ...good, signs: ['x'] }, ['signs', 'signs.0']],
    [
      'a fault in a part',
      {
        ...good,
        signs: [
          { what: 'x', times: 0 },
          { what: '', times: 1, price: 3 },
        ],
      },
      ['signs.1.price', 'signs.0.times', 'signs.1.what'],
    ],
    ['NUL in a part', { ...good, signs: [{ what: 'x\u0000', times: 1 }] }, ['signs.0.what']],
  ];
  it.each(wrong)('with %s is named', async (_, body, where) => {
    const before = store.events.length;
    const said = await post('/v1/needs', body);
    expectProblem(said, 400, 'body-invalid');
    expect(paths(said)).toEqual(where);
    for (const it of said.body.errors) expect(it.message.length).toBeGreaterThan(5);
    expect(store.events).toHaveLength(before);
  });

  it('may leave optional fields out, or say null', async () => {
    const said = await post('/v1/needs', { ...good, story: null, signs: null, evidenceRefs: null });
    expect(said.status).toBe(201);
    const event = store.events.find((it) => it.stream.endsWith(said.body.id))!;
    expect(event.data).not.toHaveProperty('story');
  });

  it('of a command without fields is an empty object', async () => {
    const { id } = (await post('/v1/needs', good)).body;
    expectProblem(await post(`/v1/needs/${id}/withdrawal`, { why: 'x' }), 400, 'body-invalid');
    expect((await post(`/v1/needs/${id}/withdrawal`, {})).status).toBe(200);
  });

  it('that cannot be read is a problem too', async () => {
    for (const text of [
      '',
      '{',
      '{"urn":',
      "{'urn':1}",
      '{"__proto__":{"a":1}}',
      '\ufeff{}x',
      '{"a":1}}',
    ])
      expectProblem(await post('/v1/needs', text), 400, 'body-malformed');
    const latin = Buffer.from('{"urn":"139402","severity":3,"story":"caf\xe9"}', 'latin1');
    const headers = {
      authorization: `Bearer ${tokens.broker}`,
      'content-type': 'application/json',
    };
    expectProblem(await send('POST', '/v1/needs', { headers, body: latin }), 400, 'body-malformed');
  });

  it('is missing, of another type, too large or too deep', async () => {
    const headers = { authorization: `Bearer ${tokens.broker}` };
    expectProblem(await send('POST', '/v1/needs', { headers }), 400, 'body-invalid');
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml',
      'nonsense',
    ])
      expectProblem(
        await post('/v1/needs', good, { 'content-type': type }),
        415,
        'media-type-unsupported',
      );
    const large = { ...good, story: 'x'.repeat(70_000) };
    expectProblem(await post('/v1/needs', large), 413, 'body-too-large');
    const deep = `{"urn":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    const said = await post('/v1/needs', deep);
    expectProblem(said, 400, 'body-invalid');
    expect(said.body.errors[0].message).toMatch(/nested/);
  });

  it('never makes us fail, whatever it is', async () => {
    const names = fc.constantFrom(
      'urn',
      'severity',
      'signs',
      'story',
      'type',
      '__proto__',
      'constructor',
      'x',
    );
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '139402',
        3,
        null,
        '\u0000',
        -0,
        1e308,
        [{ what: 'a', times: 1 }],
        [[{}]],
        [null],
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.dictionary(names, value).map((it) => JSON.stringify(it)),
        ),
        async (text) => {
          const said = await post('/v1/needs', text);
          expect(said.status).toBeLessThan(500);
          if (said.status >= 400) {
            expect(said.body.code).toMatch(/^body-/);
            expect(said.body.errors.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a path', () => {
  it('names an id that is none', async () => {
    for (const id of ['7', 'x'.repeat(36), '%00', '..%2f', encodeURIComponent('é')]) {
      const said = await post(`/v1/needs/${id}/priority`, { severity: 1 });
      expectProblem(said, 400, 'path-invalid');
      expect(paths(said)).toEqual(['id']);
    }
    const upper = String((await post('/v1/needs', good)).body.id).toUpperCase();
    expect((await post(`/v1/needs/${upper}/priority`, { severity: 1 })).status).toBe(200);
  });

  it('that leads nowhere is 404, the wrong method 405', async () => {
    for (const where of [
      '/',
      '/v1',
      '/v1/need',
      '/v1/needs/a/b/c',
      '/docs2',
      '/v1/needs//priority',
    ])
      expectProblem(await get(where), 404, 'route-unknown');
    const id = '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';
    for (const [method, where, allow] of [
      ['DELETE', `/v1/needs/${id}`, 'GET, HEAD'],
      ['PUT', '/v1/needs', 'GET, HEAD, POST'],
      ['GET', `/v1/needs/${id}/priority`, 'POST'],
      ['OPTIONS', '/v1/needs', 'GET, HEAD, POST'],
    ] as const) {
      const said = await send(method, where);
      expectProblem(said, 405, 'method-not-allowed');
      expect(said.headers.get('allow')).toBe(allow);
    }
  });

  it('never makes us fail, whatever it and its parameters and headers are', async () => {
    const { id } = (await post('/v1/needs', good)).body;
    const piece = fc.oneof(
      fc.constantFrom(
        'v1',
        'needs',
        'schools',
        String(id),
        'provenance',
        'priority',
        '139402',
        '%00',
      ),
      fc.constantFrom('%', '%zz', '%C3%28', '%7C', '..', '*', ':id', ';', '%2F', '$$', '"', '{}'),
      fc.string({ unit: fc.constantFrom(..."abc019_-.~%!*()'+,;:@&=") }),
    );
    const name = fc.oneof(
      fc.constantFrom('as-of', 'clock', 'limit', 'cursor', 'urn', '__proto__'),
      piece,
    );
    const query = fc.array(fc.tuple(name, piece).map((it) => it.join('=')));
    const header = fc.string({
      unit: fc.constantFrom(...'"W/*0123456789abcdef. ,;=-\u00e9'),
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'PATCH', 'OPTIONS', 'QUERY'),
        fc.array(piece, { maxLength: 5 }),
        query,
        fc.record(
          {
            'if-match': header,
            'idempotency-key': header,
            'min-position': header,
            'content-type': header,
            'x-correlation-id': header,
          },
          { requiredKeys: [] },
        ),
        async (method, parts, parameters, headers) => {
          const status = await raw(method, `/${parts.join('/')}?${parameters.join('&')}`, headers);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('that cannot be decoded, or has no end, is a problem too', async () => {
    expectProblem(await get('/v1/needs/%zz'), 400, 'path-invalid');
    expect((await get(`/v1/needs/${'x'.repeat(2000)}`)).status).toBe(414);
    expect((await get(`/v1/needs/${'x'.repeat(20_000)}`)).status).toBe(431);
  });
});

describe('a caller', () => {
  const id = '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';
  it('needs a good token, on every route and before the body is read', async () => {
    for (const [method, where] of [
      ['GET', '/v1/needs'],
      ['GET', `/v1/needs/${id}`],
      ['HEAD', '/v1/needs'],
      ['POST', '/v1/needs'],
      ['POST', `/v1/needs/${id}/burning`],
    ] as const) {
      const headers = { 'content-type': 'application/json' };
      const body = method === 'POST' ? { body: '{' } : {};
      const said = await send(method, where, { headers, ...body });
      expect(said.status).toBe(401);
      expect(said.headers.get('www-authenticate')).toBe('Bearer realm="groundswell"');
      if (method !== 'HEAD') expectProblem(said, 401, 'unauthenticated');
    }
  });

  it('with a token that is not good is told so', async () => {
    const [head, body, tail] = tokens.broker!.split('.') as [string, string, string];
    const forged = Buffer.from(JSON.stringify({ sub: 'me', roles: ['operator'] })).toString(
      'base64url',
    );
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const other = await DemoIssuer.open(path.join(folder, 'other.jwk'), 'test');
    const bad = [
      'Basic abc',
      'Bearer',
      'Bearer x y',
      'Bearer abc',
      `Bearer ${head}.${forged}.${tail}`,
      `Bearer ${none}.${body}.`,
      `Bearer ${await other.sign({ role: 'operator' })}`,
      `Bearer ${await issuer.sign({ role: 'broker', ttl: -5 })}`,
    ];
    for (const authorization of bad) {
      const said = await send('GET', '/v1/needs', { headers: { authorization } });
      expectProblem(said, 401, 'unauthenticated');
      expect(said.headers.get('www-authenticate')).toContain('error="invalid_token"');
    }
  });

  it('whose token runs out is not let in on memory', async () => {
    tokens.short = await issuer.sign({ role: 'broker', ttl: 2 });
    expect((await get('/v1/needs', {}, 'short')).status).toBe(200);
    const out = async (): Promise<number> => (await get('/v1/needs', {}, 'short')).status;
    let status = 200;
    for (const began = performance.now(); status === 200 && performance.now() - began < 6000;)
      status = await out();
    expect(status).toBe(401);
  });

  it('without the role is refused before the body is looked at', async () => {
    const said = await post('/v1/needs', '{', {}, 'analyst');
    expectProblem(said, 403, 'forbidden');
    expect(said.body.detail).toContain('headteacher');
    expectProblem(await get('/v1/needs', {}, 'operator'), 403, 'forbidden');
  });

  it('is refused what nobody is granted', async () => {
    for (const by of ['broker', 'operator', 'burner'])
      expectProblem(await post(`/v1/needs/${id}/burning`, {}, {}, by), 403, 'forbidden');
  });

  it('does not find what is out of reach, as if it were not there', async () => {
    const mine = (await post('/v1/needs', good)).body.id;
    const where = `/v1/needs/${mine}/priority`;
    const said = await post(where, { severity: 1 }, {}, 'stranger');
    const unknown = await post(`/v1/needs/${id}/priority`, { severity: 1 }, {}, 'stranger');
    for (const it of [said, unknown]) expectProblem(it, 404, 'not-found');
    expect(String(said.body.detail).replace(mine, '')).toBe(
      String(unknown.body.detail).replace(id, ''),
    );
    expectProblem(await post('/v1/needs', good, {}, 'stranger'), 404, 'not-found');
    expectProblem(await get(`/v1/needs/${mine}`, {}, 'stranger'), 404, 'not-found');
    expectProblem(await get(`/v1/needs/${mine}/provenance`, {}, 'stranger'), 404, 'not-found');
    expect((await get('/v1/needs', {}, 'stranger')).body.items).toEqual([]);
  });

  it('reaches a school as soon as it joins their partnership', async () => {
    const body = { urn: '137260', severity: 2 };
    expect((await post('/v1/needs', body)).status).toBe(404);
    membership.members.p1!.push('137260');
    const said = await Promise.all(Array.from({ length: 8 }, () => post('/v1/needs', body)));
    expect(said.map((it) => it.status)).toEqual(Array(8).fill(201));
  });
});

describe('the buses of Nest', () => {
  const by = { actor: { id: 'a', role: 'broker', urns: [] }, scope: 'all' } as const;

  it('take each command as it is, for a subject and by somebody', async () => {
    const bus = app.get(CommandBus, { strict: false });
    const identify = new IdentifyNeed({ urn: '139402', severity: 3 });
    const made = await bus.execute(addressed(identify, { id: 'bus-1', by, subject: 'new' }));
    expect(made).toMatchObject({ id: 'bus-1', revision: 0, events: [{ type: 'NeedIdentified' }] });
    const next = addressed(new ReprioritiseNeed({ severity: 1 }), { id: 'bus-1', by });
    expect(await bus.execute(next)).toMatchObject({ revision: 1 });
    expect(Object.keys(identify)).toEqual(['urn', 'severity']);
    expect(() => bus.execute(new ReprioritiseNeed({ severity: 2 }))).toThrow('say for whom');
  });

  it('take each question about a read model', async () => {
    const bus = app.get(QueryBus, { strict: false });
    const { value } = await bus.execute(queriesOf(tinyNeeds).one('need:bus-1', { scope: 'all' }));
    expect(value).toMatchObject({ urn: '139402', severity: 1 });
  });
});

describe('a caller who asks too much', () => {
  it('is told when to come back, and nobody else is', async () => {
    const limited = await start(3);
    const at = `${await limited.getUrl()}/v1/needs`;
    const ask = (token?: string) =>
      fetch(at, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
    for (let nth = 0; nth < 3; nth++) expect((await ask(tokens.broker)).status).toBe(200);
    const refused = await ask(tokens.broker);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(await refused.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
    expect((await ask(tokens.head)).status).toBe(200);
    for (let nth = 0; nth < 3; nth++) expect((await ask()).status).toBe(401);
    expect((await ask()).status).toBe(429);
    await limited.close();
  });
});

describe('a controller written by hand', () => {
  it('knows its caller, and what they may reach', async () => {
    membership.members.p3 = ['100009'];
    tokens.three = await issuer.sign({ role: 'board', partnerships: ['p3'], urns: ['100010'] });
    const said = await get('/v1/boards/p3', {}, 'three');
    const scope = ['partnership:p3', 'urn:100009', 'urn:100010'];
    expect(said.body).toEqual({ id: 'p3', role: 'board', scope });
    expectProblem(await get('/v1/boards/gone'), 404, 'not-found');
    expectProblem(await get('/v1/boards/p3', {}, 'operator'), 403, 'forbidden');
    const nul = await get('/v1/boards/%00');
    expectProblem(nul, 400, 'path-invalid');
    expect(paths(nul)).toEqual(['partnershipId']);
    expect((await send('GET', '/v1/boards/p3')).status).toBe(401);
  });

  it('that says nothing of access is closed to everybody, and we are told', async () => {
    for (const by of ['operator', 'board', 'broker'])
      expectProblem(await get('/v1/forgotten', {}, by), 403, 'forbidden');
    expect(logged.find((it) => it.text.startsWith('granted to nobody'))?.detail).toEqual({
      names: ['BurnNeed', '/v1/forgotten'],
    });
  });
});

describe('a read', () => {
  it('shows a row as it may be served, and when it was true', async () => {
    const { id, position } = (await post('/v1/needs', good)).body;
    const said = await get(`/v1/needs/${id}`);
    expect(said.status).toBe(200);
    expect(said.body).toEqual({
      item: { key: `need:${id}`, needId: id, urn: '139402', severity: 'c', pressing: true },
      position,
    });
    expect(said.headers.get('position')).toBe(position);
    expect((await get(`/v1/needs/${id}`, {}, 'head')).body.item.severity).toBe(3);
  });

  it('traces a row to its events: what each changed, as the caller is shown it, and who recorded it', async () => {
    const { id, position, events } = (await post('/v1/needs', good)).body;
    const { body } = await get(`/v1/needs/${id}/provenance`);
    expect(body).toMatchObject({ key: `need:${id}`, version: 1, position });
    expect(body.events).toMatchObject([
      {
        ...{ id: events[0].id, position, changed: ['needId', 'urn', 'severity'] },
        changes: [{ field: 'needId' }, { field: 'urn' }, { from: null, to: 'c' }],
        by: { role: 'broker', id: expect.any(String) },
      },
    ]);
    const { events: own } = (await get(`/v1/needs/${id}/provenance`, {}, 'head')).body;
    expect(own[0].changes[2]).toEqual({ field: 'severity', from: null, to: good.severity });
  });
  it('opens one of them, and none that did not make the row', async () => {
    const { id, events } = (await post('/v1/needs', good)).body;
    const other = (await post('/v1/needs', good)).body;
    const { body, status } = await get(`/v1/needs/${id}/provenance/${events[0].id}`);
    expect([status, body.key, body.item.type]).toEqual([200, `need:${id}`, 'NeedIdentified']);
    const strange = `/v1/needs/${id}/provenance/${other.events[0].id}`;
    expectProblem(await get(strange), 404, 'not-found');
    const theirs = `/v1/needs/${id}/provenance/${events[0].id}`;
    expectProblem(await get(theirs, {}, 'stranger'), 404, 'not-found');
  });

  it('pages through a list, to its end and once', async () => {
    membership.members.p1!.push('100002');
    for (let made = 0; made < 5; made++) await post('/v1/needs', { urn: '100002', severity: 1 });
    const seen: string[] = [];
    let where: string | undefined = '/v1/needs?urn=100002&limit=2';
    while (where !== undefined) {
      const said = await get(where);
      expect(said.body.items.length).toBeLessThanOrEqual(2);
      seen.push(...(said.body.items as { key: string }[]).map((it) => it.key));
      where = /^<(.+)>; rel="next"$/.exec(said.headers.get('link') ?? '')?.[1];
      expect(where === undefined).toBe(said.body.next === undefined);
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it('answers as of a day, or a position', async () => {
    clock.set('2025-11-01T11:00:00.000Z');
    membership.members.p1!.push('100003');
    const { id, position } = (await post('/v1/needs', { urn: '100003', severity: 1 })).body;
    clock.set('2025-11-02T11:00:00.000Z');
    await post(`/v1/needs/${id}/priority`, { severity: 4 });
    tokens.third = await issuer.sign({ role: 'headteacher', urns: ['100003'] });
    for (const asked of ['2025-11-01', position]) {
      const said = await get(`/v1/needs/${id}?as-of=${asked}`, {}, 'third');
      expect(said.body.item.severity).toBe(1);
      expect(said.body.asOf).toEqual({ asked, clock: 'recorded', position });
      expect(said.headers.get('position')).toBe(position);
    }
    expectProblem(await get(`/v1/needs/${id}?as-of=2025-10-31`, {}, 'third'), 404, 'not-found');
    const occurred = await get(`/v1/needs/${id}?as-of=2025-11-02&clock=occurred`, {}, 'third');
    expect(occurred.body).toMatchObject({ item: { severity: 4 }, asOf: { clock: 'occurred' } });
    clock.set('2025-10-06T11:00:00.000Z');
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=1e-2', 'limit'],
    ['limit=', 'limit'],
    ['colour=red', 'colour'],
    ['limit=1&limit=2', 'limit'],
    ['urn=1&urn=%00', 'urn'],
    ['urn.from=1', 'urn.from'],
    ['severity.from=many', 'severity.from'],
    ['sort=colour', 'sort'],
    ['search=', 'search'],
    ['count=2', 'count'],
    ['pressing=very', 'pressing'],
    ['cursor=need:1', 'cursor'],
    ['urn=%00', 'urn'],
    ['__proto__=1', '__proto__'],
    ['as-of=yesterday', 'as-of'],
    ['as-of=2025-02-29', 'as-of'],
    ['as-of=2025-1-1', 'as-of'],
    ['as-of=ab12cd34.a99', 'as-of'],
    ['as-of=ffffffff.a1', 'as-of'],
    ['clock=sidereal', 'clock'],
    ['clock=occurred', 'as-of'],
  ])('names a parameter that is wrong: %s', async (query, where) => {
    const said = await get(`/v1/needs?${query}`);
    expectProblem(said, 400, 'query-invalid');
    expect(paths(said)).toEqual([where]);
  });

  it('of a value that nothing has is an empty list; of too many in the past, a way out', async () => {
    expect((await get('/v1/needs?urn=000000')).body.items).toEqual([]);
    const said = await get('/v1/needs?urn=too-many&as-of=2025-01-01');
    expectProblem(said, 422, 'too-many-subjects');
    expect(said.body.detail).toContain('groundswell replay');
  });

  it('is narrowed, ordered and counted as its entity declares', async () => {
    membership.members.p1!.push('100004', '100005');
    for (const [urn, severity] of [
      ['100004', 1],
      ['100004', 4],
      ['100005', 3],
      ['100005', 2],
    ] as const)
      await post('/v1/needs', { urn, severity });
    const both = '/v1/needs?urn=100004&urn=100005';
    // what is withheld can still be ordered by: the head of one school is shown its own
    tokens.fourth = await issuer.sign({ role: 'headteacher', urns: ['100004', '100005'] });
    const severities = async (query: string) =>
      (await get(`${both}&${query}`, {}, 'fourth')).body.items.map(
        (it: { severity: number }) => it.severity,
      );
    expect(await severities('sort=-severity')).toEqual([4, 3, 2, 1]);
    expect(await severities('sort=urn,severity')).toEqual([1, 4, 2, 3]);
    expect(await severities('severity.from=2&severity.to=3&sort=severity')).toEqual([2, 3]);
    expect(await severities('pressing=true&sort=severity')).toEqual([3, 4]);
    expect(await severities('pressing=false&sort=severity')).toEqual([1, 2]);
    expect(await severities('search=0005&sort=severity')).toEqual([2, 3]);
    const said = await get(`${both}&count=true&limit=1&sort=-severity`, {}, 'fourth');
    expect([said.body.count, said.headers.get('total-count')]).toEqual([4, '4']);
    const next = /^<(.+)>; rel="next"$/.exec(said.headers.get('link') ?? '')?.[1] ?? '';
    expect((await get(next, {}, 'fourth')).body.items[0].severity).toBe(3);
  });

  it('is CSV to whoever asks for it: no cell is a formula, figures stay figures', async () => {
    const urn = '100006';
    membership.members.p1!.push(urn);
    await post('/v1/needs', { urn, severity: 2 });
    const csv = { accept: 'text/csv' };
    const said = await get(`/v1/needs?urn=${urn}&limit=1&count=true`, csv);
    expect(said.status).toBe(200);
    expect(said.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(said.headers.get('position')).toMatch(/^ab12cd34/);
    expect(said.headers.get('total-count')).toBe('1');
    const [head, row] = (said.body as string).split('\r\n');
    expect(head).toBe('key,needId,urn,severity,pressing');
    expect(row).toMatch(/^need:[-0-9a-f]+,[-0-9a-f]+,100006,c,false$/);
    const all = await get('/v1/needs?limit=1', csv);
    expect(all.headers.get('link')).toMatch(/cursor=.*rel="next"$/);
    expect((await get('/v1/needs', { accept: 'text/html, */*;q=0.1' })).body.items).toBeDefined();
    expectProblem(await get('/v1/needs', { accept: 'image/png' }), 406, 'not-acceptable');
    tokens.register = await issuer.sign({ role: 'operator' });
    for (const [id, name] of [
      ['200001', '=cmd|x'],
      ['200002', '-1, "so" called'],
    ])
      await post('/v1/schools', { urn: id, name }, {}, 'register');
    const schools = await get('/v1/schools?sort=name', csv, 'register');
    expect(schools.body).toContain(`urn:200001,200001,'=cmd|x\r\n`);
    expect(schools.body).toContain(`urn:200002,200002,"'-1, ""so"" called"\r\n`);
  });

  it('of rows within another row is of that row, at an address of its own', async () => {
    const { id } = (await post('/v1/needs', good)).body;
    await post('/v1/schools', { urn: '139402', name: 'Alec Hunter' }, {}, 'operator');
    await post('/v1/schools', { urn: '100099', name: 'Another' }, {}, 'operator');
    const list = await get('/v1/schools/139402/sightings?since.from=2025-10-06');
    expect(list.body.items.map((it: { key: string }) => it.key)).toContain(`urn:139402|need:${id}`);
    const one = `/v1/schools/139402/sightings/${id}`;
    expect((await get(one)).body.item).toMatchObject({ since: '2025-10-06', old: false });
    clock.set('2025-12-06T11:00:00.000Z');
    expect((await get(one)).body.item.old).toBe(true);
    expect((await get(`${one}?as-of=2025-10-07`)).body.item.old).toBe(false);
    expect((await get('/v1/schools/139402/sightings?old=false')).body.items).toEqual([]);
    clock.set('2025-10-06T11:00:00.000Z');
    expect((await get(`${one}/provenance`)).body.events[0].type).toBe('NeedIdentified');
    for (const elsewhere of ['/v1/schools/100099/sightings', '/v1/schools/139402/sightings/none'])
      expectProblem(await get(elsewhere), 404, 'not-found');
    expectProblem(await get('/v1/schools/139402/sightings', {}, 'stranger'), 404, 'not-found');
  });

  it('is composed of several read models about one subject', async () => {
    const urn = '100007';
    membership.members.p1!.push(urn);
    await post('/v1/schools', { urn, name: 'The Seventh' }, {}, 'operator');
    for (const severity of [1, 2, 3]) await post('/v1/needs', { urn, severity });
    const said = await get(`/v1/schools/${urn}/board?limit=2&sort=-severity&count=true`);
    const { body } = said;
    expect(body).toMatchObject({ name: 'The Seventh', sightings: 3, count: 3 });
    expect(body.position).toBe(said.headers.get('position'));
    expect(body.needs).toHaveLength(2);
    // served by the reads of its part: withheld from whoever does not speak for the school
    expect(body.needs[0]).toMatchObject({ severity: 'c', pressing: true });
    expect(body.needs[0].provenance).toBe(
      `/v1/needs/${body.needs[0].needId}/provenance?as-of=${body.position}`,
    );
    expect((await get(body.needs[0].provenance)).status).toBe(200);
    const next = /^<(.+)>; rel="next"$/.exec(said.headers.get('link') ?? '')?.[1] ?? '';
    expect((await get(next)).body.needs).toHaveLength(1);
    const past = await get(`/v1/schools/${urn}/board?as-of=2025-10-06`);
    expect(past.body.asOf).toMatchObject({ asked: '2025-10-06' });
    expectProblem(await get(`/v1/schools/${urn}/board`, {}, 'stranger'), 404, 'not-found');
    expectProblem(await get('/v1/schools/100008/board'), 404, 'not-found');
    expect(paths(await get(`/v1/schools/${urn}/board?colour=red`))).toEqual(['colour']);
    for (let more = 0; more < 18; more++) await post('/v1/needs', { urn, severity: 1 });
    expectProblem(await get(`/v1/schools/${urn}/board`), 422, 'too-many-subjects');
  });

  it('waits for Min-Position, and says which read model stays behind', async () => {
    const { position } = (await post('/v1/needs', good)).body;
    expect((await get('/v1/needs', { 'min-position': position })).status).toBe(200);
    readings.stuck = true;
    const said = await get('/v1/needs', { 'min-position': position });
    readings.stuck = false;
    expectProblem(said, 503, 'projection-behind');
    expect(said.headers.get('retry-after')).toBe('1');
    expect(said.body.detail).toContain('intelligence.open-needs');
    for (const bad of [
      '7',
      'ab12cd34',
      'ffffffff.a1',
      'ab12cd34.a01',
      `ab12cd34.t${'9'.repeat(20)}`,
    ]) {
      const refused = await get('/v1/needs', { 'min-position': bad });
      expectProblem(refused, 400, 'header-invalid');
      expect(paths(refused)).toEqual(['Min-Position']);
    }
  });
});

describe('what goes wrong with us', () => {
  it('is logged, and says nothing of our insides', async () => {
    tokens.all = await issuer.sign({ role: 'broker', partnerships: ['*'] });
    const said = await post(
      '/v1/needs',
      { ...good, urn: '888888' },
      { 'x-correlation-id': 'trace-7' },
      'all',
    );
    expectProblem(said, 500, 'internal');
    expect(said.body.correlationId).toBe('trace-7');
    expect(JSON.stringify(said.body)).not.toContain('hunter2');
    expect(logged.at(-1)?.detail).toMatchObject({
      correlationId: 'trace-7',
      error: { message: 'password=hunter2 leaked' },
    });
  });

  it('is 503 when the database is away', async () => {
    const said = await post('/v1/needs', { ...good, urn: '777777' }, {}, 'all');
    expectProblem(said, 503, 'unavailable');
    expect(said.headers.get('retry-after')).toBe('1');
  });

  it('has a correlation id of ours when theirs cannot be kept', async () => {
    const said = await get('/v1/nowhere', { 'x-correlation-id': 'a b\tc' });
    expect(said.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers even what is no request', async () => {
    const { port } = new URL(url);
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('HELLO\r\n\r\n'));
      let text = '';
      socket.on('data', (part) => (text += part.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(/^HTTP\/1.1 400 /);
    expect(said).toContain('application/problem+json');
  });
});

describe('the house', () => {
  it('lives, and says when it can serve', async () => {
    expect((await send('GET', '/livez')).body).toMatchObject({ status: 'live' });
    expect((await send('GET', '/readyz')).body).toEqual({
      status: 'ready',
      states: [{ state: 'ready', means: states.ready.means, do: states.ready.do }],
      checks: {
        database: 'writable',
        log: { kind: 'postgres', state: 'writable' },
        head: null,
        followers: [],
      },
    });
    const detail = 'connect ECONNREFUSED 10.0.0.3:5432';
    health.conditions = [{ state: 'database-away', detail }];
    const [stranger, operator] = [
      await send('GET', '/readyz'),
      await send('GET', '/readyz', { headers: { authorization: `Bearer ${tokens.operator}` } }),
    ];
    health.conditions = [{ state: 'ready' }];
    expect([stranger.status, stranger.body.status]).toEqual([503, 'not ready']);
    expect(stranger.headers.get('retry-after')).toBe('1');
    expect(JSON.stringify(stranger.body)).not.toMatch(/10\.0\.0\.3|host/);
    expect(operator.body.states).toMatchObject([{ state: 'database-away', detail }]);
    expect(operator.body.checks.confidential).toEqual({ owner: 'host/1' });
  });

  it('describes itself: each command with a complete example, the same each time', async () => {
    const said = await send('GET', '/v1/openapi.json');
    const { body } = said;
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(Object.keys(body.paths).sort());
    const create = body.paths['/v1/needs'].post;
    expect(create).toMatchObject({
      operationId: 'IdentifyNeed',
      summary: 'Somebody notices a gap at a school.',
      tags: ['intelligence'],
      'x-roles': ['broker', 'headteacher', 'chair', 'reviewer', 'evaluator'],
      security: [{ bearer: [] }],
    });
    const { example } = create.requestBody.content['application/json'];
    expect(example).toMatchObject({ urn: '139402', severity: 3, signs: [{ times: 1 }] });
    expect((await post('/v1/needs', example)).status).toBe(201);
    for (const status of ['400', '401', '403', '409', '412', '422', '503'])
      expect(create.responses[status].content['application/problem+json'].schema.$ref).toMatch(
        /ProblemAnswer$/,
      );
    expect(
      (body.paths['/v1/needs'].get.parameters as { name: string }[]).map((it) => it.name),
    ).toEqual(
      expect.arrayContaining([
        ...['urn', 'severity.from', 'severity.to', 'pressing', 'search', 'sort', 'count'],
        ...['limit', 'cursor', 'as-of', 'clock', 'Min-Position'],
      ]),
    );
    expect(JSON.stringify(body)).not.toContain('"nullable"');
    const operations = Object.values<Record<string, { operationId?: string }>>(body.paths);
    const ids = operations.flatMap((it) => Object.values(it).map((one) => one.operationId));
    expect(new Set(ids).size).toBe(ids.length);
    const listed = body.paths['/v1/needs'].get.responses['200'].content['application/json'].example;
    expect(listed.items[0]).toMatchObject({ urn: '139402', severity: expect.any(Number) });
    expect(body.paths['/v1/needs'].get.responses['200'].content).toHaveProperty(['text/csv']);
    const second = await start();
    const other = await fetch(`${await second.getUrl()}/v1/openapi.json`);
    expect(await other.json()).toEqual(body);
    await second.close();
  });

  it('has pages of its own, without a token and without the outside', async () => {
    const page = await send('GET', '/docs');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/text\/html/);
    const assets = [...String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)].map((it) => it[1]!);
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) {
      expect(asset).not.toMatch(/^(https?:)?\/\//);
      expect((await fetch(new URL(asset, `${url}/docs`))).status).toBe(200);
    }
  });

  it('finishes what it has begun when it closes', async () => {
    const closing = await start();
    const there = await closing.getUrl();
    let go = (): void => undefined;
    store.slow = new Promise((resolve) => (go = resolve));
    const begun = new Promise<[number, string | undefined]>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${tokens.broker}`,
        'content-type': 'application/json',
      };
      const sending = rawRequest(`${there}/v1/needs`, { method: 'POST', headers }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve([answer.statusCode ?? 0, answer.headers.connection]));
      });
      sending.on('error', reject);
      sending.end(JSON.stringify(good));
    });
    const seen = store.events.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = closing.close();
    await expect(
      (async () => {
        for (;;) await fetch(`${there}/livez`);
      })(),
    ).rejects.toThrow();
    go();
    const [status] = await begun;
    await closed;
    store.slow = Promise.resolve();
    expect(status).toBe(201);
    expect(store.events).toHaveLength(seen + 1);
  });

  it('does not wait for ever for those who never finish', async () => {
    const closing = await start();
    const { port } = new URL(await closing.getUrl());
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write('POST /v1/needs HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{'),
    );
    const gone = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined);
    socket.resume();
    await new Promise((resolve) => socket.on('connect', resolve));
    await closing.close();
    await gone;
  });
});
