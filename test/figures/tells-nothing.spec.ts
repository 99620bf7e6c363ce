import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contextModules } from '#composition';
import type { DemoGrant, Role } from '#http';
import { filled } from '../access/bodies.js';
import { type Grant, granted, routeOf } from '../access/golden.js';
import { Chance } from '../../libs/testing/src/simulation/chance.js';
import { contextHouse, type Said } from '../support/context-house.js';
import { alec, type Hidden, ids, neighbour, ramsey, storyOf } from './story.js';

/**
 * Two worlds that differ in nothing but figures that are withheld: whatever is asked in them, by whomever these are withheld
 * from, is answered alike. What were answered otherwise would tell of them.
 */
const worlds: readonly Hidden[] = [
  { base: { value: 40, n: 8 }, post: { value: 55, n: 9 }, target: 60, mistyped: 61.290323 },
  { base: { value: 70, n: 10 }, post: { value: 62, n: 5 }, target: 70, mistyped: 35.5 },
];

type House = Awaited<ReturnType<typeof contextHouse>>;
type Caller = Awaited<ReturnType<House['caller']>>;
let houses: readonly House[];
const callers: Map<Role, Caller>[] = [];
let examples: ReadonlyMap<string, unknown>;

const partnerships = [ids.partnership];
/** Those of whose school none of the figures is: of each role one, and the head and chair of a neighbour. */
const grants: readonly DemoGrant[] = [
  ...(['board', 'broker', 'analyst', 'reviewer', 'evaluator'] as const).map((role) => ({
    ...{ role, partnerships, sub: `the ${role}` },
  })),
  ...(['headteacher', 'chair'] as const).map((role) => ({
    ...{ role, partnerships, urns: [neighbour], sub: `the ${role}` },
  })),
  ...(['operator', 'service'] as const).map((role) => ({ role, sub: `the ${role}` })),
];

beforeAll(async () => {
  houses = await Promise.all(
    worlds.map(() => contextHouse(contextModules, '2026-05-04T11:00:00.000Z')),
  );
  for (const [nth, house] of houses.entries()) {
    await house.tell(...storyOf(worlds[nth]!));
    await house.processed();
    const its = new Map<Role, Caller>();
    for (const grant of grants) its.set(grant.role as Role, await house.caller(grant));
    callers.push(its);
  }
  const { body } = await callers[0]!.get('operator')!.get('/v1/openapi.json');
  examples = new Map(
    Object.entries(body.paths as Record<string, Record<string, never>>).flatMap(([path, item]) =>
      Object.entries(item).map(([method, it]) => [
        routeOf({ method: method.toUpperCase(), path }),
        (it as Said['body']).requestBody?.content['application/json'].example as unknown,
      ]),
    ),
  );
}, 120_000);
afterAll(() => Promise.all(houses.map((it) => it.close())));

const known = new Set(Object.values(ids).flat());
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** What was drawn by chance, or is the name of a log, is no difference. */
const plain = (text: string): string =>
  text
    .replaceAll(UUID, (it) => (known.has(it) ? it : '*'))
    .replaceAll(/"hash":"[0-9a-f]{64}"/g, '"hash":"<salted>"')
    .replaceAll(/"next":"[\w-]+"/g, '"next":"<cursor>"')
    .replaceAll(/\b[0-9a-f]{8}\.[a-z]*\d+/g, '<position>');

async function answers(role: Role, ask: (caller: Caller) => Promise<Said>): Promise<string[]> {
  return Promise.all(
    callers.map(async (its) => {
      const { status, headers, body } = await ask(its.get(role)!);
      return plain(JSON.stringify([status, headers.get('etag'), body]));
    }),
  );
}

/** Of two answers what is said where they part; nothing of answers that are alike. */
function parting([one = '', other = '']: readonly string[]): readonly string[] {
  if (one === other) return [];
  const at = [...one].findIndex((it, index) => it !== other[index]);
  return [one, other].map((it) => it.slice(Math.max(0, at - 200), at + 100));
}

const looked = [ids.drafted[0]!, ids.small, ids.mended, ids.replicated];
const kpis = [...looked, ...ids.drafted, ...ids.locked];
const evidence = [ids.evidence];

/** An id for a field that names a subject, by chance one of those it can be. */
const named =
  (chance: Chance) =>
  (_: string, kind: string): string | undefined => {
    const of: Record<string, readonly string[]> = {
      ...{ kpi: kpis, evidence, evaluation: ids.evaluations, deployment: ids.deployments },
      ...{ partnership: partnerships, provider: [ids.provider], school: [alec, ramsey] },
    };
    const found = of[kind];
    return found && chance.pick(found);
  };

/** A body whose numbers lie where the figures may, and whose measurement is one of those that are there. */
function varied(body: unknown, chance: Chance): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body as Record<string, unknown>).map(([name, it]) => {
      if (name === 'value') return [name, chance.pick([40, 50, 55, 60, 62, 65, 70])];
      if (name === 'n') return [name, chance.pick([5, 8, 9, 10, 30, 62])];
      if (name === 'measurementId') return [name, chance.pick(ids.measurements)];
      if (name === 'by' && /^\d{4}-/.test(String(it))) return [name, '2026-07-31'];
      return [name, it];
    }),
  );
}

const nouns: Readonly<Record<string, readonly string[]>> = {
  kpis,
  ...{ evaluations: ids.evaluations, deployments: ids.deployments, evidence },
  ...{ partnerships, boards: partnerships, schools: [alec, ramsey], providers: [ids.provider] },
};
const nounOf = (path: string): string => path.split('/')[2] ?? '';
const addressOf = (path: string, chance: Chance): string =>
  path.replace(/\{\w+\}/, chance.pick(nouns[nounOf(path)] ?? [ids.note]));

const figured = ['kpis', 'evaluations', 'evidence'];
const commands = granted.filter(
  (it) => it.method === 'POST' && !it.path.startsWith('/v1/projections'),
);
const reads = granted.filter(
  (it) => it.method === 'GET' && it.path.startsWith('/v1/') && !it.path.includes('{correlationId}'),
);
const ownAddress = (path: string) => !path.startsWith('/v1/events/{');

async function looksAlike(): Promise<void> {
  const chance = new Chance(1);
  for (const route of reads.filter((it) => ownAddress(it.path)))
    for (const role of route.roles) {
      const ofKpis = route.path.includes('{') && route.path.startsWith('/v1/kpis');
      const wheres = ofKpis
        ? looked.map((it) => route.path.replace('{id}', it))
        : [addressOf(route.path, chance)];
      const past = route.path.startsWith('/v1/events')
        ? ['', '?limit=200', '?limit=200&category=evaluation.evaluation']
        : /^\/v1\/(kpis|boards)/.test(route.path)
          ? ['', '?as-of=2026-05-04', '?as-of=2026-05-03', '?as-of=2026-05-04&clock=occurred']
          : [''];
      for (const where of wheres)
        for (const query of past) {
          const at = `${role} GET ${where}${query}`;
          const parted = parting(await answers(role, (it) => it.get(where + query)));
          expect({ at, parted }).toEqual({ at, parted: [] });
        }
    }
}

describe('figures that are withheld', () => {
  it('are told by no answer to a question, of now or of the past', async () => {
    await looksAlike();
  }, 300_000);

  it('are told by none of the ways in which rules compare them', async () => {
    const [moderated, , replication, analysed] = ids.evaluations;
    const { base, post } = worlds[0]!;
    const [result] = ids.measurements;
    const guess = { measurementId: result, ...post, reason: 'Put right' };
    const traps: readonly [Role, string, object][] = [
      // a target on either side of the baseline, and the baseline itself
      ...[39, base.value, 55, 70, 71].map((value): [Role, string, object] => [
        ...(['board', `/v1/kpis/${ids.drafted[0]!}/target`] as const),
        { value, by: '2026-07-31' },
      ]),
      // a replication that got better in one world, and worse in the other
      [
        ...(['evaluator', `/v1/evaluations/${analysed!}/strength`] as const),
        { level: 4, replicationIds: [replication] },
      ],
      [
        ...(['evaluator', `/v1/evaluations/${analysed!}/strength`] as const),
        { level: 2, replicationIds: [replication] },
      ],
      // a correction that says what was said, and whether what was analysed still stands
      ['broker', `/v1/kpis/${ids.small}/corrections`, guess],
      ['evaluator', `/v1/evaluations/${moderated!}/finalisation`, {}],
      ['evaluator', `/v1/evaluations/${moderated!}/effects`, { kpiId: ids.small }],
    ];
    for (const [role, where, body] of traps) {
      const said = await answers(role, (it) => it.post(where, body));
      expect({ where, body, parted: parting(said) }).toEqual({ where, body, parted: [] });
      expect(said[0]).toMatch(/^\[(200|409)/);
    }
  }, 60_000);

  it('are told by no answer to a command, whatever it asks and whoever sends it', async () => {
    const seen = new Set<string>();
    const ask = async (chance: Chance, route: Grant, role: Role): Promise<void> => {
      const where = addressOf(route.path, chance);
      const body = varied(filled(examples.get(routeOf(route)), named(chance)), chance);
      const said = await answers(role, (it) => it.post(where, body as object));
      const at = { role, where, body };
      expect({ at, parted: parting(said) }).toEqual({ at, parted: [] });
      seen.add(said[0]?.slice(1, 4) ?? '');
    };
    for (let seed = 1; seed <= 400; seed++) {
      const chance = new Chance(seed);
      const route = chance.pick(commands.filter((it) => figured.includes(nounOf(it.path))));
      await ask(chance, route, chance.pick(route.roles));
    }
    // and every command there is, by each role that is granted it
    for (const [nth, route] of commands.entries())
      for (const role of route.roles) await ask(new Chance(1_000 + nth), route, role);
    expect([...seen]).toEqual(expect.arrayContaining(['201', '200', '404', '409']));
  }, 600_000);

  it('are told by no answer to a question afterwards either', async () => {
    await Promise.all(houses.map((it) => it.processed()));
    await looksAlike();
  }, 300_000);
});
