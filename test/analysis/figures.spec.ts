import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#eventing';
import { type AnalysisHouse, analysisHouse } from './house.js';

let house: AnalysisHouse;

beforeAll(async () => {
  house = await analysisHouse();
}, 60_000);
afterAll(() => house.close());

interface Cohorts {
  readonly level?: string;
  readonly base?: number;
  readonly post?: number;
}

/** Records a KPI of the school 139402 with a baseline, a result and what an evaluation made of them; its id. */
async function kpi({ level = 'pupils', base = 62, post = 60 }: Cohorts): Promise<string> {
  const kpiId = newId();
  const stream = `evaluation.kpi-${kpiId}`;
  const about = [`kpi:${kpiId}`];
  const tell = (type: string, data: object, more: readonly string[] = []) =>
    house.tell({ type, stream, tags: [...about, ...more], data: { kpiId, ...data } });
  await tell('KpiCommitted', { urn: '139402', level, indicator: 'Maths', unit: '%' }, [
    'urn:139402',
  ]);
  await tell('BaselineSet', { period: {}, value: 58.125, n: base });
  await tell('MeasurementLinked', { measurementId: newId(), value: 61.375, n: post });
  const evaluationId = newId();
  const evaluation = {
    stream: `evaluation.evaluation-${evaluationId}`,
    tags: [`evaluation:${evaluationId}`, ...about, 'urn:139402'],
  };
  const figures = { change: 3.25, targetShare: 0.40625, n: Math.min(base, post) };
  await house.tell({
    type: 'EffectComputed',
    ...evaluation,
    data: {
      ...{ evaluationId, kpiId, level, ...figures, ci: null, target: { value: 66 } },
      ...{ base: { value: 58.125, n: base }, post: { value: 61.375, n: post } },
    },
  });
  await house.tell({
    type: 'ImpactEvidenced',
    ...evaluation,
    data: { evaluationId, kpis: [{ kpiId, level, ...figures }], strength: 2, costPence: 70_000 },
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
        ['BaselineSet', 'local-1'],
        ['MeasurementLinked', 'local-1'],
        ['EffectComputed', 'local-1'],
        ['ImpactEvidenced', 'local-1'],
      ]);
      const text = JSON.stringify(items.map((it) => it.data));
      for (const number of numbers) expect(text).not.toContain(number);
      expect(text).not.toMatch(/"n":\d/);
      expect(items[3]!.data).toMatchObject({
        base: { value: 'c', n: 'c' },
        change: 'c',
        ci: null,
        target: { value: 66 },
      });
      expect(items[4]!.data).toMatchObject({ kpis: [{ change: 'c', n: 'c' }], costPence: 70_000 });
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
      data: { kpiId, measurementId: newId(), value: 12, n: 7 },
    });
    await house.indexed();
    expect((await feedOf(kpiId))[1]!.data).toMatchObject({ value: 'c', n: 'c' });
  });
});
