import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#eventing';
import { type AnalysisHouse, analysisHouse } from './house.js';

let house: AnalysisHouse;

beforeAll(async () => {
  house = await analysisHouse();
}, 60_000);
afterAll(() => house.close());

const summer = { year: '202425', name: 'Summer term' };
const spring = { year: '202526', name: 'Spring term' };

interface Cohorts {
  readonly level?: string;
  readonly base?: number;
  readonly post?: number;
}

/** Records a KPI of the school 139402 with a baseline, a result and what an evaluation made of them; its id. */
async function kpi({ level = 'pupils', base = 62, post = 60 }: Cohorts): Promise<string> {
  const kpiId = newId();
  const stream = `evaluation.kpi-${kpiId}`;
  const own = [`kpi:${kpiId}`];
  const measurementId = newId();
  const tell = (type: string, data: object, more: readonly string[] = []) =>
    house.tell({ type, stream, tags: [...own, ...more], data: { kpiId, ...data } });
  const about = { urn: '139402', level, indicator: 'Maths', unit: '%', direction: 'up' };
  await tell('KpiCommitted', about, ['urn:139402']);
  await tell('BaselineSet', { period: summer, value: 58.125, n: base });
  const result = { period: spring, value: 61.375, n: post };
  await tell('MeasurementLinked', { measurementId, ...result });
  const evaluationId = newId();
  const evaluation = {
    stream: `evaluation.evaluation-${evaluationId}`,
    tags: [`evaluation:${evaluationId}`, ...own, 'urn:139402'],
  };
  const figures = { change: 3.25, targetShare: 0.40625, n: Math.min(base, post) };
  await house.tell({
    type: 'EffectComputed',
    ...evaluation,
    data: {
      ...{ evaluationId, kpiId, level, ...figures, ci: null, target: { value: 66 } },
      base: { period: summer, value: 58.125, n: base },
      post: result,
    },
  });
  await house.tell({
    type: 'ImpactEvidenced',
    ...evaluation,
    data: {
      ...{ evaluationId, kpis: [{ kpiId, level, ...figures }], strength: 2, costPence: 70_000 },
      ...{ confidence: 'low', doubts: ['no-interval', 'attrition'] },
    },
  });
  await house.indexed();
  return kpiId;
}

const numbers = ['58.125', '61.375', '3.25', '0.40625'];

async function feedOf(kpiId: string, urns: string[] = []) {
  const token = await house.sign({ role: 'analyst', partnerships: ['*'], urns });
  const { body } = await house.get(`/v1/events?identity=kpi:${kpiId}`, token);
  return body.items as { type: string; suppression?: string; data: Record<string, unknown> }[];
}

describe('figures in served events', () => {
  it('of too few pupils are withheld in every event of the KPI, with the rule', async () => {
    for (const cohorts of [{ post: 10 }, { base: 3 }]) {
      const items = await feedOf(await kpi(cohorts));
      expect(items.map((it) => [it.type, it.suppression])).toEqual([
        ['KpiCommitted', undefined],
        ['BaselineSet', 'local-2'],
        ['MeasurementLinked', 'local-2'],
        ['EffectComputed', 'local-2'],
        ['ImpactEvidenced', 'local-2'],
      ]);
      const text = JSON.stringify(items.map((it) => it.data));
      for (const number of numbers) expect(text).not.toContain(number);
      expect(text).not.toMatch(/"n":\d/);
      expect(items[3]!.data).toMatchObject({
        base: { value: 'c', n: 'c' },
        change: 'c',
        ci: null,
        targetShare: 'c',
        target: { value: 'c' },
      });
      expect(items[4]!.data).toMatchObject({
        ...{ kpis: [{ change: 'c', n: 'c' }], costPence: 70_000 },
        doubts: ['no-interval', 'few'],
      });
    }
  });

  it('are shown whole to the school itself', async () => {
    const items = await feedOf(await kpi({ post: 10 }), ['139402']);
    const text = JSON.stringify(items);
    for (const number of numbers) expect(text).toContain(number);
    expect(text).not.toContain('suppression');
  });

  it.each([[{}], [{ post: 11 }], [{ level: 'people', post: 4 }]])(
    'of enough pupils, or of no pupils, are shown: %j',
    async (cohorts) => {
      const text = JSON.stringify(await feedOf(await kpi(cohorts)));
      for (const number of numbers) expect(text).toContain(number);
      expect(text).not.toContain('suppression');
    },
  );

  it('are withheld in lines, in events and one by one alike', async () => {
    const kpiId = await kpi({ base: 5 });
    const token = await house.sign({ role: 'operator' });
    const accept = { accept: 'application/x-ndjson' };
    const { text } = await house.get(`/v1/events?identity=kpi:${kpiId}`, token, accept);
    for (const number of numbers) expect(text).not.toContain(number);
    const ids = text.trim().split('\n');
    for (const line of ids) {
      const { body } = await house.get(`/v1/events/${JSON.parse(line).id}`, token);
      expect(body.item).toEqual(JSON.parse(line));
    }
  });

  it('are withheld from then on in all events, once one of them is of too few', async () => {
    const kpiId = await kpi({});
    expect((await feedOf(kpiId))[1]!.data).toMatchObject({ value: 58.125 });
    await house.tell({
      ...{ type: 'MeasurementLinked', stream: `evaluation.kpi-${kpiId}`, tags: [`kpi:${kpiId}`] },
      data: {
        ...{ kpiId, measurementId: newId(), value: 12, n: 7 },
        period: { year: '202526', name: 'Summer term' },
      },
    });
    await house.indexed();
    expect((await feedOf(kpiId))[1]!.data).toMatchObject({ value: 'c', n: 'c' });
  });

  it('of a cohort that was corrected by few pupils are those that stand, in every event', async () => {
    const kpiId = await kpi({ post: 31 });
    const [, , linked] = await feedOf(kpiId);
    expect(linked!.data).toMatchObject({ value: 61.375, n: 31 });
    await house.tell({
      ...{ type: 'MeasurementCorrected', stream: `evaluation.kpi-${kpiId}` },
      tags: [`kpi:${kpiId}`],
      data: {
        ...{ kpiId, measurementId: linked!.data.measurementId, value: 63.5, n: 30 },
        reason: 'A pupil had been counted twice',
      },
    });
    await house.indexed();
    const items = await feedOf(kpiId);
    expect(items.map((it) => [it.type, it.suppression])).toEqual([
      ['KpiCommitted', undefined],
      ['BaselineSet', undefined],
      ['MeasurementLinked', 'local-2'],
      ['EffectComputed', 'local-2'],
      ['ImpactEvidenced', 'local-2'],
      ['MeasurementCorrected', undefined],
    ]);
    const text = JSON.stringify(items);
    for (const number of ['61.375', '3.25', '0.40625']) expect(text).not.toContain(number);
    for (const number of ['58.125', '63.5']) expect(text).toContain(number);
    // to the school itself all of them
    expect(JSON.stringify(await feedOf(kpiId, ['139402']))).toContain('61.375');
  });
});
