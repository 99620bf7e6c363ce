import { describe, expect, it } from '@jest/globals';
import { asOfEqualsFold, rowsOf } from '#testing';
import type {} from '../evaluation/evaluation.events.js';
import type {} from '../kpi/kpi.events.js';
import type { ImpactFigure } from './impact-board.entity.js';
import { type BoardEvent, impactBoard } from './impact-board.projection.js';

const summer = { year: '202425', name: 'Summer term' } as const;
const autumn = { year: '202526', name: 'Autumn term' } as const;
const spring = { year: '202526', name: 'Spring term' } as const;

const committed = {
  type: 'KpiCommitted',
  data: {
    kpiId: 'k1',
    urn: '139402',
    level: 'pupils',
    indicator: 'KS2 maths',
    unit: '% of pupils',
    direction: 'up',
  },
} as const;
const baselined = {
  type: 'BaselineSet',
  data: { kpiId: 'k1', period: summer, value: 58.1, n: 62 },
} as const;
const aimed = { type: 'TargetSet', data: { kpiId: 'k1', value: 66.1, by: '2026-07-31' } } as const;
const demanded = {
  type: 'BaselineDemanded',
  data: { kpiId: 'k1', deploymentId: 'd1', dueBy: '2025-11-03', urn: '139402' },
} as const;
const locked = { type: 'PlanLocked', data: { kpiId: 'k1', on: '2025-10-10' } } as const;
const measured = (measurementId: string, period: typeof autumn | typeof spring, value: number) =>
  ({
    type: 'MeasurementLinked',
    data: {
      kpiId: 'k1',
      measurementId,
      period,
      value,
      n: 60,
      observedOn: '2026-03-20',
      source: 'Tests',
    },
  }) as const;
const result = measured('m1', spring, 61.3);
const plan = [committed, baselined, aimed, locked] as const;

const parties = (deploymentId: string, kpiIds: readonly string[]) => ({
  deploymentId,
  requestId: 'r1',
  needId: 'n1',
  leaderId: 'provider-1',
  urn: '139402',
  homeUrn: '137260',
  kpiIds,
});
const window = { from: '2025-11-03', to: '2026-03-27' };
const agreed = (id: string, kpiIds = ['k1']) =>
  ({
    type: 'DeploymentAgreed',
    data: {
      ...parties(id, kpiIds),
      focusArea: 'maths',
      halfDays: 16,
      dayRatePence: 35_000,
      window,
      mou: 'MOU-1',
    },
  }) as const;
const outturn = { halfDaysUsed: 16, halfDaysUnused: 0, on: '2026-03-27' };
const completed = (id: string, costPence: number, kpiIds = ['k1']) =>
  ({
    type: 'DeploymentCompleted',
    data: { ...parties(id, kpiIds), ...outturn, costPence },
  }) as const;
const about = { evaluationId: 'e1', deploymentId: 'd1', urn: '139402' };
const called = {
  type: 'EvaluationCalledFor',
  data: { ...about, kpiIds: ['k1', 'k2'], dueBy: '2026-08-31', costPence: 280_000 },
} as const;
const designed = {
  type: 'EvaluationDesigned',
  data: {
    ...about,
    kpiIds: ['k1'],
    leaves: ['k2'],
    design: 'beforeAfter',
    level: 'pupils',
    theory: { note: 'n', hash: 'h' },
    evaluator: 'a',
    deliverer: 'provider-1',
    independent: true,
  },
} as const;
const evidenced = {
  type: 'ImpactEvidenced',
  data: {
    ...about,
    kpis: [
      {
        kpiId: 'k1',
        level: 'pupils',
        indicator: 'KS2 maths',
        method: 'beforeAfter',
        change: 3.2,
        targetShare: 0.4,
        n: 60,
      },
    ],
    strength: 2,
    confidence: 'medium',
    doubts: ['no-interval'],
    grading: 'confidence-2',
    claim: 'plausible',
    costPence: 280_000,
  },
} as const;
const reopened = {
  type: 'EvaluationReopened',
  data: { evaluationId: 'e1', kpiIds: ['k1'], reason: 'Results were corrected' },
} as const;

type BoardHistory = Parameters<typeof rowsOf<BoardEvent, ImpactFigure>>[1];
const rows = (...events: BoardHistory[]) => rowsOf(impactBoard, ...events);
const row = (...events: BoardHistory[]) => rows(...events)['kpi:k1'];

describe('the row of a KPI', () => {
  it('begins with the commitment', () => {
    expect(rows(committed)).toEqual({
      'kpi:k1': {
        key: 'kpi:k1',
        scope: ['urn:139402'],
        kpiId: 'k1',
        urn: '139402',
        partnershipId: null,
        level: 'pupils',
        indicator: 'KS2 maths',
        unit: '% of pupils',
        direction: 'up',
        focusArea: null,
        state: 'committed',
        baseline: null,
        baselines: [],
        target: null,
        targetAim: null,
        lockedOn: null,
        baselineDueBy: null,
        latest: null,
        measurements: [],
        change: null,
        changeReason: 'no-baseline',
        targetShare: null,
        targetShareReason: 'no-baseline',
        n: null,
        strength: null,
        confidence: null,
        claim: null,
        evidencedChange: null,
        evaluationId: null,
        evaluationDueBy: null,
        evaluations: [],
        deploymentIds: [],
        costPence: 0,
        terminatedPence: 0,
        costs: [],
      },
    });
  });
  it('is seen by the partnership when it is that of the partnership', () => {
    const { urn: _, ...data } = committed.data;
    const own = { ...committed, data: { ...data, partnershipId: 'p1' } } as const;
    expect(row(own)).toMatchObject({ scope: ['partnership:p1'], urn: null, partnershipId: 'p1' });
  });
  it('goes from committed to baselined, locked and measured', () => {
    expect(row(committed, baselined)).toMatchObject({
      state: 'baselined',
      n: 62,
      changeReason: 'not-measured',
    });
    expect(row(...plan)).toMatchObject({
      state: 'locked',
      lockedOn: '2025-10-10',
      target: { value: 66.1, by: '2026-07-31' },
      targetShareReason: 'not-measured',
    });
    expect(row(...plan, result)).toMatchObject({
      state: 'measured',
      change: 3.2,
      changeReason: null,
      targetShare: 0.4,
      targetShareReason: null,
      n: 60,
      latest: { measurementId: 'm1', value: 61.3, was: [] },
    });
  });
  it('says by when agreed support needs the plan locked, until it is', () => {
    const later = {
      ...demanded,
      data: { ...demanded.data, deploymentId: 'd2', dueBy: '2026-01-05' },
    };
    expect(row(committed, later, demanded, later)?.baselineDueBy).toBe('2025-11-03');
    expect(row(committed, demanded, baselined, aimed, locked)?.baselineDueBy).toBeNull();
  });
  it('shows the result of the last period, whichever was linked last', () => {
    const early = measured('m0', autumn, 57.1);
    expect(row(...plan, result, early)).toMatchObject({
      latest: { measurementId: 'm1' },
      change: 3.2,
    });
    expect(row(...plan, result, early)?.measurements).toHaveLength(2);
  });
});

describe('what is put right', () => {
  it('a corrected measurement counts, and what it said stays beside it', () => {
    const corrected = {
      type: 'MeasurementCorrected',
      data: {
        kpiId: 'k1',
        measurementId: 'm1',
        value: 60.1,
        n: 58,
        observedOn: '2026-03-20',
        reason: 'Two pupils had been counted twice',
      },
    } as const;
    expect(row(...plan, measured('m0', autumn, 57.1), result, corrected)).toMatchObject({
      change: 2,
      targetShare: 0.25,
      n: 58,
      latest: {
        value: 60.1,
        n: 58,
        was: [{ value: 61.3, n: 60, reason: 'Two pupils had been counted twice' }],
      },
      measurements: [
        { measurementId: 'm0', value: 57.1, was: [] },
        { measurementId: 'm1', value: 60.1 },
      ],
    });
  });
  it('a rebaseline counts, and stays visible with its reason', () => {
    const rebaselined = {
      type: 'KpiRebaselined',
      data: { kpiId: 'k1', period: summer, value: 60.1, n: 61, reason: 'The test changed' },
    } as const;
    expect(row(...plan, demanded, result, rebaselined)).toMatchObject({
      state: 'measured',
      baseline: { value: 60.1, reason: 'The test changed' },
      baselines: [
        { value: 58.1, reason: null },
        { value: 60.1, reason: 'The test changed' },
      ],
      target: { value: 66.1 },
      baselineDueBy: null,
      change: 1.2,
      targetShare: 0.2,
    });
  });
  it('results from before the new baseline count no more', () => {
    const rebaselined = {
      type: 'KpiRebaselined',
      data: {
        kpiId: 'k1',
        period: spring,
        value: 60.1,
        n: 61,
        target: { value: 70, by: '2026-12-31' },
        reason: 'The test changed',
      },
    } as const;
    expect(row(...plan, demanded, rebaselined)?.baselineDueBy).toBe('2025-11-03');
    expect(row(...plan, result, rebaselined)).toMatchObject({
      state: 'locked',
      target: { value: 70, by: '2026-12-31' },
      latest: null,
      change: null,
      changeReason: 'not-measured',
      measurements: [{ measurementId: 'm1' }],
    });
  });
});

describe('evaluations of a KPI', () => {
  it('are due when called for, under way when designed', () => {
    expect(row(...plan, result, called)).toMatchObject({
      state: 'measured',
      evaluationId: 'e1',
      evaluationDueBy: '2026-08-31',
    });
    expect(row(...plan, result, called, designed)).toMatchObject({
      state: 'evaluating',
      evaluationDueBy: null,
      strength: null,
    });
  });
  it('that leave a KPI are no longer shown on it', () => {
    const other = { ...committed, data: { ...committed.data, kpiId: 'k2' } };
    expect(rows(other, called, designed)['kpi:k2']).toMatchObject({
      state: 'committed',
      evaluations: [],
      evaluationDueBy: null,
    });
  });
  it('that were designed before their call keep their state', () => {
    expect(row(...plan, designed, called)).toMatchObject({
      state: 'evaluating',
      evaluationDueBy: null,
    });
  });
  it('say how sure we are once final', () => {
    expect(row(...plan, result, designed, evidenced)).toMatchObject({
      state: 'evidenced',
      strength: 2,
      confidence: 'medium',
      claim: 'plausible',
      evidencedChange: 3.2,
      evaluationId: 'e1',
      evaluations: [{ evaluationId: 'e1', state: 'final', doubts: ['no-interval'], n: 60 }],
    });
  });
  it('vouch for nothing once reopened', () => {
    expect(row(...plan, result, designed, evidenced, reopened)).toMatchObject({
      state: 'reopened',
      strength: null,
      confidence: null,
      claim: null,
      evidencedChange: null,
      change: 3.2,
      evaluations: [{ state: 'reopened', strength: null, doubts: [], change: null, n: null }],
    });
    expect(row(...plan, result, designed, evidenced, reopened, evidenced)).toMatchObject({
      state: 'evidenced',
      strength: 2,
    });
  });
  it('of several deployments share one effect: the last that is final stands', () => {
    const second = { ...about, evaluationId: 'e2', deploymentId: 'd2' };
    const stronger = {
      ...evidenced,
      data: { ...evidenced.data, ...second, strength: 3, confidence: 'low' },
    } as const;
    const again = { ...designed, data: { ...designed.data, ...second, leaves: [] } } as const;
    expect(row(...plan, result, designed, evidenced, again)).toMatchObject({
      state: 'evaluating',
      strength: 2,
      evaluationId: 'e1',
      change: 3.2,
    });
    expect(row(...plan, result, designed, again, stronger, evidenced)).toMatchObject({
      state: 'evidenced',
      strength: 2,
      evaluationId: 'e1',
    });
  });
});

describe('what support cost', () => {
  it('is known when it is completed, once for each deployment', () => {
    const events = [committed, agreed('d1'), agreed('d2'), completed('d1', 280_000)] as const;
    expect(row(...events)).toMatchObject({ deploymentIds: ['d1', 'd2'], costPence: 280_000 });
    expect(row(...events, completed('d2', 70_000))).toMatchObject({
      costPence: 350_000,
      costs: [
        { deploymentId: 'd1', costPence: 280_000, ended: 'completed' },
        { deploymentId: 'd2', costPence: 70_000, ended: 'completed' },
      ],
    });
  });
  it('is put right when a visit is', () => {
    const corrected = {
      type: 'VisitCorrected',
      data: {
        ...parties('d1', ['k1']),
        corrects: 'v1',
        changes: { halfDays: 1 },
        reason: 'mistyped',
        halfDaysUsed: 15,
        costPence: 262_500,
        halfDaysFreed: 1,
      },
    } as const;
    expect(row(committed, corrected)?.costPence).toBe(0);
    expect(row(committed, completed('d1', 280_000), corrected)?.costPence).toBe(262_500);
  });
  it('is shown apart when it was terminated', () => {
    const terminated = {
      type: 'DeploymentTerminated',
      data: {
        ...parties('d1', ['k1']),
        ...outturn,
        costPence: 35_000,
        reason: { note: 'n', hash: 'h' },
      },
    } as const;
    expect(row(committed, agreed('d1'), terminated)).toMatchObject({
      costPence: 0,
      terminatedPence: 35_000,
    });
  });
  it('touches every KPI that the deployment names', () => {
    const other = { ...committed, data: { ...committed.data, kpiId: 'k2' } };
    const both = rows(committed, other, completed('d1', 280_000, ['k1', 'k2', 'k3']));
    expect(Object.keys(both)).toEqual(['kpi:k1', 'kpi:k2']);
    expect(Object.values(both).map((it) => it.costPence)).toEqual([280_000, 280_000]);
  });
});

it('is the same as of any moment when only the events about the KPI are folded', () => {
  asOfEqualsFold(
    impactBoard,
    ...plan,
    { ...committed, data: { ...committed.data, kpiId: 'k2' } },
    agreed('d1', ['k1', 'k2']),
    demanded,
    measured('m0', autumn, 57.1),
    result,
    completed('d1', 280_000, ['k1', 'k2']),
    called,
    designed,
    evidenced,
    reopened,
  );
});
