import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readFileSync } from 'node:fs';
import { demoIssuer, openEdge, openPlatform, type Platform } from '#composition';
import { SystemClock } from '#eventing';
import type { DemoGrant } from '#http';
import { quiet, settled, Wavering } from '../demonstration/wavering.js';

interface Golden {
  readonly moments: Readonly<Record<string, { query: string; figures: object[]; totals: object }>>;
  readonly provenance: readonly { indicator: string; query: string; events: string[][] }[];
}

type Value = number | 'c';
interface Measured {
  readonly value: Value;
  readonly n: Value;
}

/** What is read of a figure. */
interface Figure extends Readonly<Record<string, unknown>> {
  readonly kpiId: string;
  readonly indicator: string;
  readonly baseline: Measured | null;
  readonly latest: Measured | null;
  readonly target: { readonly value: number } | null;
  readonly provenance: string;
}

interface Board {
  readonly levels: readonly {
    readonly level: string;
    readonly indicators: readonly (object & { readonly figures: readonly Figure[] })[];
  }[];
  readonly totals: object;
}

interface Opened {
  readonly events: readonly { type: string; recordedOn: string; occurredOn: string }[];
}

/** Worked out by hand: see the page beside it. */
const golden = JSON.parse(
  readFileSync(new URL('./impact-board.json', import.meta.url), 'utf8'),
) as Golden;

const SMALL = 'Communication goals met';

type Get = <T>(path: string) => Promise<T>;

let wavering: Wavering;
let house: Platform;
let app: NestFastifyApplication;
let url = '';
let tidewater = '';
let board: Get;

/** How somebody with a grant reads. */
async function reader(grant: DemoGrant): Promise<Get> {
  const token = await (await demoIssuer(wavering.config)).sign(grant);
  return async <T>(path: string) => {
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
    const body = (await answer.json()) as T;
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(body)}`);
    return body;
  };
}

const impact = (query: string) =>
  board<Board>(`/v1/boards/${tidewater}/impact${query && `?${query}`}`);

const figuresOf = ({ levels }: Board): Figure[] =>
  levels.flatMap(({ level, indicators }) =>
    indicators.flatMap(({ figures, ...group }) =>
      figures.map((figure) => ({ level, ...group, ...figure })),
    ),
  );

const figureOf = (it: Board, indicator: string): Figure =>
  figuresOf(it).find((figure) => figure.indicator === indicator)!;

const measure = (it: Measured | null) => it && [it.value, it.n];

/** A figure as the golden file states it. */
const stated = (it: Figure) => ({
  level: it.level,
  indicator: it.indicator,
  urn: it.urn,
  state: it.state,
  baseline: measure(it.baseline),
  target: it.target && it.target.value,
  latest: measure(it.latest),
  change: it.change,
  targetShare: it.targetShare,
  strength: it.strength,
  confidence: it.confidence,
  claim: it.claim,
  costPence: it.costPence,
  terminatedPence: it.terminatedPence,
  n: it.n,
});

beforeAll(async () => {
  wavering = await Wavering.empty();
  const ids = await wavering.load();
  tidewater = ids!.get('tidewater')!;
  house = await openPlatform(wavering.config, new SystemClock(), quiet);
  await settled(house);
  app = await openEdge(house);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
  board = await reader({ role: 'board', partnerships: [tidewater] });
}, 120_000);
afterAll(async () => {
  await app.close();
  await house.close();
  await wavering.remove();
});

describe('the impact board of the demonstration', () => {
  it.each(Object.entries(golden.moments))(
    'equals the one worked out by hand: %s',
    async (_, { query, figures, totals }) => {
      const answer = await impact(query);
      expect(figuresOf(answer).map(stated)).toEqual(figures);
      expect(answer.totals).toEqual(totals);
    },
  );

  it.each(golden.provenance)(
    'opens $indicator ($query) down to its events',
    async ({ indicator, query, events }) => {
      const { provenance } = figureOf(await impact(query), indicator);
      const opened = await board<Opened>(provenance);
      expect(
        opened.events.map((it) => [it.type, it.recordedOn.slice(0, 10), it.occurredOn]),
      ).toEqual(events);
    },
  );
});

describe('the figure about nine pupils', () => {
  /** Every number that stands in it or follows from it; the target was agreed and is nobody's result. */
  const told = /33\.3|44\.4|55\.6|22\.3|11\.1|0\.667665|0\.332335|"n":9\b|"value":[^"]/;
  const untold = <T extends object>(it: T): string => JSON.stringify({ ...it, target: null });

  it.each([
    '',
    'as-of=2024-12-31',
    'as-of=2025-03-31',
    'as-of=2025-07-05',
    'as-of=2025-07-09',
    'as-of=2025-07-05&clock=occurred',
  ])('is withheld from the board: %s', async (query) => {
    const figure = figureOf(await impact(query), SMALL);
    expect(figure.baseline).toMatchObject({ value: 'c', n: 'c' });
    expect(untold(figure)).not.toMatch(told);
  });

  it.each(['board', 'broker', 'analyst', 'evaluator'] as const)(
    'is withheld from the %s, with its history and where it comes from',
    async (role) => {
      const read = await reader({ role, partnerships: [tidewater] });
      const { kpiId, provenance } = figureOf(await impact(''), SMALL);
      const { item } = await read<{ item: Figure }>(`/v1/kpis/${kpiId}`);
      expect(item.measurements).toMatchObject([
        { value: 'c', n: 'c', was: [{ value: 'c', n: 'c' }] },
      ]);
      const { items } = await read<{ items: Figure[] }>('/v1/kpis?urn=900033');
      expect(items).toHaveLength(1);
      const opened = await read<Opened>(provenance);
      expect(opened.events.map((it) => it.type)).toContain('MeasurementCorrected');
      expect([item, ...items, opened].map(untold).join()).not.toMatch(told);
    },
  );

  it('is shown to the school itself, as it is and as it was', async () => {
    const { kpiId } = figureOf(await impact(''), SMALL);
    const head = await reader({ role: 'headteacher', urns: ['900033'] });
    const { item } = await head<{ item: Figure }>(`/v1/kpis/${kpiId}`);
    expect(item).toMatchObject({
      baseline: { value: 33.3, n: 9 },
      measurements: [{ value: 55.6, n: 9, was: [{ value: 44.4, n: 9 }] }],
      // 55.6 − 33.3 of the 66.7 − 33.3 that were to be gone
      change: 22.3,
      targetShare: 0.667665,
      n: 9,
    });
    const before = await head<{ item: Figure }>(`/v1/kpis/${kpiId}?as-of=2025-07-05`);
    expect(before.item).toMatchObject({ latest: { value: 44.4 }, change: 11.1 });
  });
});
