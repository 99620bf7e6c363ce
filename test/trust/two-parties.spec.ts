import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { demonstrationHouse, type Said } from '../access/house.js';
import { routeOf } from '../access/golden.js';
import { type Asked, commandsAsked, type ParametersOf, readsAsked } from './curiosity.js';
import { known, type Side, sideOf } from './parties.js';
import { doings, keep } from './secrets.js';

/**
 * Two houses are told one story. Then one party of it records in each what it likes, as much of it and of the same kind, but
 * of other values; and another party, curious, sends both houses the same commands and reads. What it is answered must be the
 * same in both, to the byte: else it learned something. And the figures of the first are what they were.
 */
const RUNS = Number(process.env.TRUST_RUNS ?? 12);
const seed = Number(process.env.TRUST_SEED ?? 20_251_128);

let sides: readonly [Side, Side];
let examples: ReadonlyMap<string, unknown>;
let parameters: ParametersOf;

beforeAll(async () => {
  const one = await demonstrationHouse();
  const other = await demonstrationHouse();
  other.clock.set(one.clock.now());
  sides = [await sideOf(one), await sideOf(other)];
  const { body: description } = await one.send('GET', '/v1/openapi.json');
  const operations = Object.entries(description.paths).flatMap(([path, item]) =>
    Object.entries(item as object).map(([method, operation]) => ({ path, method, operation })),
  );
  examples = new Map(
    operations.map(({ path, method, operation }) => [
      routeOf({ method: method.toUpperCase(), path }),
      operation.requestBody?.content['application/json'].example,
    ]),
  );
  parameters = new Map(
    operations
      .filter(({ method }) => method === 'get')
      .map(({ path, operation }) => [
        path,
        (operation.parameters ?? [])
          .filter((it: { in: string }) => it.in === 'query')
          .map(({ name, schema }: { name: string; schema?: { enum?: string[] } }) =>
            schema?.enum ? { name, words: schema.enum } : { name },
          ),
      ]),
  );
}, 600_000);
afterAll(async () => {
  for (const { house } of sides ?? []) await house.close();
});

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What the curious can tell apart: status, body and the headers that speak of the answer. The name of the log is each house's own. */
function told(side: Side, { status, headers, body }: Said): string {
  const heads = ['etag', 'position', 'location', 'content-type', 'link', 'retry-after'];
  const said = heads.map((it) => headers.get(it));
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const opened = (_: string, before: string, cursor: string): string =>
    before + Buffer.from(cursor, 'base64url').toString();
  const alike = (it: string): string =>
    it
      .replaceAll(/(cursor=|"next":")([\w-]{8,})/g, opened)
      .replaceAll(/urn:groundswell:log:[0-9a-f-]{36}/g, 'the-log')
      .replaceAll(side.log, 'the-log')
      // salted in each house for itself
      .replaceAll(/(hash"*:"*)[0-9a-f]{64}/g, '$1…')
      .replaceAll(UUID, (id) => side.notes.get(id) ?? id);
  return `${JSON.stringify(said.map((it) => alike(it ?? '')))} ${status} ${alike(text)}`;
}

async function ask(side: Side, asked: Asked, key: string): Promise<Said> {
  return side.house.send(asked.method, asked.where(side), {
    token: await side.token('curious', asked.role),
    ...(asked.body ? { body: asked.body(side) } : {}),
    headers: {
      'x-correlation-id': key,
      ...(asked.method === 'POST' ? { 'idempotency-key': key } : {}),
      ...(asked.accept ? { accept: asked.accept } : {}),
    },
  });
}

/** Asks both; answers what differs. */
async function difference(asked: Asked, key: string): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const side of sides) {
    answers.push(told(side, await ask(side, asked, key)));
    if (asked.method === 'POST') await known(side);
  }
  const [one = '', other = ''] = answers;
  return apart(`${asked.role} ${asked.method} ${asked.where(sides[0])}`, one, other);
}

/** Where two texts differ, with what stands around it; nothing when they are the same. */
function apart(what: string, one: string, other: string): readonly string[] {
  if (one === other) return [];
  const at = [...one].findIndex((it, index) => it !== other[index]);
  const around = (it: string): string => it.slice(Math.max(0, at - 200), at + 200);
  return [what, around(one), around(other)];
}

/** What the others are shown of their own figures and of what they rest on. */
async function figuresOf(side: Side): Promise<string> {
  const { house, parties } = side;
  const token = await side.token('other', 'board');
  const { partnership, kpi, need, plan } = parties.foreign.ids;
  const reads = [
    `/v1/boards/${partnership}/impact`,
    `/v1/boards/${partnership}/impact?as-of=2025-07-31`,
    `/v1/kpis/${kpi}`,
    `/v1/needs/${need}`,
    `/v1/plans/${plan}`,
    '/v1/kpis?limit=200',
    '/v1/plans?limit=200',
  ];
  const said = [];
  for (const it of reads) {
    const { status, body } = await house.send('GET', it, { token });
    expect([it, status]).toEqual([it, 200]);
    const { position: _, ...rest } = body;
    // an answer names the position it is of
    said.push(JSON.stringify(rest).replaceAll(new RegExp(`${side.log}[.]\\w+`, 'g'), '…'));
  }
  return said.join('\n');
}

describe('two parties', () => {
  it('neither learn what is not theirs, nor change what the other’s figures say', async () => {
    let run = 0;
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(
        doings,
        fc.array(commandsAsked(examples), { minLength: 8, maxLength: 8 }),
        fc.array(readsAsked(parameters), { minLength: 40, maxLength: 40 }),
        async (kept, commands, reads) => {
          run += 1;
          for (const [nth, { secret, values }] of kept.entries())
            for (const [which, side] of sides.entries()) {
              await keep(side, secret, values[which] ?? 0, `kept-${run}-${nth}`);
              await known(side);
            }
          const before = await Promise.all(sides.map(figuresOf));
          const head = await sides[0].house.head();
          for (const [nth, it] of commands.entries()) {
            expect(await difference(it, `asked-${run}-${nth}`)).toEqual([]);
            const after = await Promise.all(sides.map(figuresOf));
            for (const [which, of] of sides.entries())
              expect(
                apart(
                  `${it.role} ${it.where(of)} changed them`,
                  before[which] ?? '',
                  after[which] ?? '',
                ),
              ).toEqual([]);
          }
          if ((await sides[0].house.head()) !== head) changed += 1;
          for (const [nth, it] of reads.entries())
            expect(await difference(it, `read-${run}-${nth}`)).toEqual([]);
        },
      ),
      // a run builds on those before it: what fails is told as it is
      { numRuns: RUNS, seed, endOnFailure: true },
    );
    // commands that change nothing at all, and secrets that are none, would prove nothing
    expect(changed).toBeGreaterThan(0);
    const theirs = await Promise.all(sides.map(figuresOf));
    expect(theirs[0]).not.toBe(theirs[1]);
    for (const { house } of sides) expect(house.errors).toEqual([]);
  }, 900_000);
});
