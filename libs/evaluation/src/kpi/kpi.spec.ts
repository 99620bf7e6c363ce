import { describe, it } from '@jest/globals';
import { decisionsOf } from '#testing';
import { measurementIdOf } from './kpi-state.js';
import type { KpiEvent } from './kpi.events.js';
import { kpi } from './kpi.js';

const given = decisionsOf(kpi, { id: 'k1' });
const summer = { year: '202425', name: 'Summer term' } as const;
const autumn = { year: '202526', name: 'Autumn term' } as const;
const spring = { year: '202526', name: 'Spring term' } as const;

const commit = {
  type: 'CommitKpi',
  subject: { urn: '139402' },
  level: 'pupils',
  indicator: 'KS2 maths: expected standard',
  unit: '% of pupils',
  direction: 'up',
  focusArea: 'maths',
} as const;
const committed: KpiEvent = {
  type: 'KpiCommitted',
  data: {
    kpiId: 'k1',
    urn: '139402',
    level: 'pupils',
    indicator: 'KS2 maths: expected standard',
    unit: '% of pupils',
    direction: 'up',
    focusArea: 'maths',
  },
};
const baselined: KpiEvent = {
  type: 'BaselineSet',
  data: { kpiId: 'k1', period: summer, value: 58.1, n: 62 },
};
const aimed: KpiEvent = {
  type: 'TargetSet',
  data: { kpiId: 'k1', value: 65, by: '2026-07-31' },
};
const locked: KpiEvent = { type: 'PlanLocked', data: { kpiId: 'k1', on: '2025-09-20' } };
const plan = [committed, baselined, aimed, locked] as const;
const measurementId = measurementIdOf('k1', autumn);
const measure = {
  type: 'MeasureKpi',
  period: autumn,
  value: 61.3,
  n: 60,
  observedOn: '2025-10-01',
  source: 'Autumn assessments',
} as const;
const measured: KpiEvent = {
  type: 'MeasurementLinked',
  data: {
    kpiId: 'k1',
    measurementId,
    period: autumn,
    value: 61.3,
    n: 60,
    observedOn: '2025-10-01',
    source: 'Autumn assessments',
  },
};
const setBaseline = { type: 'SetBaseline', period: summer, value: 58.1, n: 62 } as const;
const setTarget = { type: 'SetTarget', value: 65, by: '2026-07-31' } as const;
const lock = { type: 'LockKpiPlan' } as const;

describe('committing to a KPI', () => {
  it('is recorded for a school', () => given().when(commit, { subjectOpen: true }).then(committed));
  it('is recorded for a partnership', () =>
    given()
      .when(
        { ...commit, subject: { partnershipId: 'p1' }, level: 'partnership' },
        { subjectOpen: true },
      )
      .then({
        type: 'KpiCommitted',
        data: {
          kpiId: 'k1',
          partnershipId: 'p1',
          level: 'partnership',
          indicator: 'KS2 maths: expected standard',
          unit: '% of pupils',
          direction: 'up',
          focusArea: 'maths',
        },
      }));
  it('is refused at a closed school', () =>
    given().when(commit, { subjectOpen: false }).refuses('subject-not-open'));
  it('is done once', () =>
    given(committed).when(commit, { subjectOpen: true }).refuses('kpi-exists'));
  it('comes before everything else', () => given().when(setBaseline).refuses('kpi-unknown'));
});

describe('a target beside figures that are withheld', () => {
  const small: KpiEvent = {
    type: 'BaselineSet',
    data: { kpiId: 'k1', period: summer, value: 58.1, n: 8 },
  };
  const bySchool = decisionsOf(kpi, { id: 'k1', actor: { urns: ['139402'] } });
  it('is taken as it is from whoever may not know them: a refusal would tell', () => {
    for (const value of [50, 58.1, 65])
      given(committed, small)
        .when({ ...setTarget, value })
        .then({ type: 'TargetSet', data: { kpiId: 'k1', value, by: '2026-07-31' } });
  });
  it('is looked at when the school itself sets it', () => {
    bySchool(committed, small)
      .when({ ...setTarget, value: 50 })
      .refuses('target-against-direction');
    bySchool(committed, small)
      .when({ ...setTarget, value: 58.1 })
      .refuses('target-equals-base');
  });
  it('is not compared with another baseline either', () =>
    given(committed, small, aimed)
      .when({ ...setBaseline, value: 99 })
      .then({ type: 'BaselineSet', data: { kpiId: 'k1', period: summer, value: 99, n: 62 } }));
  it('does not make a correction that guessed the value different from one that did not', () => {
    const few = { ...measured, data: { ...measured.data, n: 9 } } as KpiEvent;
    const same = {
      type: 'CorrectMeasurement',
      measurementId,
      value: 61.3,
      n: 9,
      reason: 'x',
    } as const;
    const { observedOn } = measure;
    given(...plan, few)
      .when(same)
      .then({
        type: 'MeasurementCorrected',
        data: { kpiId: 'k1', measurementId, value: 61.3, n: 9, observedOn, reason: 'x' },
      });
    bySchool(...plan, few)
      .when(same)
      .then();
  });
});

describe('the baseline', () => {
  it('is set', () => given(committed).when(setBaseline).then(baselined));
  it('may be set again until it is locked', () =>
    given(committed, baselined)
      .when({ ...setBaseline, value: 57 })
      .then({ type: 'BaselineSet', data: { kpiId: 'k1', period: summer, value: 57, n: 62 } }));
  it('is not of a period that has not begun', () =>
    given(committed)
      .when({ ...setBaseline, period: spring })
      .refuses('period-in-future'));
  it('stays below a target that is set', () =>
    given(committed, baselined, aimed)
      .when({ ...setBaseline, value: 70 })
      .refuses('target-against-direction'));
  it('ends before the target day', () =>
    given(committed, baselined, {
      type: 'TargetSet',
      data: { kpiId: 'k1', value: 65, by: '2025-12-01' },
    })
      .when({ ...setBaseline, period: autumn })
      .refuses('target-before-baseline'));
  it('is not set again once locked', () =>
    given(...plan)
      .when(setBaseline)
      .refuses('plan-locked'));
});

describe('the target', () => {
  it('is set', () => given(committed, baselined).when(setTarget).then(aimed));
  it('needs a baseline to go from', () =>
    given(committed).when(setTarget).refuses('baseline-missing'));
  it('lies the way the KPI ought to go', () =>
    given(committed, baselined)
      .when({ ...setTarget, value: 58 })
      .refuses('target-against-direction'));
  it('asks for something', () =>
    given(committed, baselined)
      .when({ ...setTarget, value: 58.1 })
      .refuses('target-equals-base'));
  it('lies the other way for a KPI that ought to fall', () => {
    const falls = { ...committed, data: { ...committed.data, direction: 'down' } } as KpiEvent;
    given(falls, baselined).when(setTarget).refuses('target-against-direction');
    given(falls, baselined)
      .when({ ...setTarget, value: 50 })
      .then({ type: 'TargetSet', data: { kpiId: 'k1', value: 50, by: '2026-07-31' } });
  });
  it('is due after the baseline period', () =>
    given(committed, baselined)
      .when({ ...setTarget, by: '2025-08-31' })
      .refuses('target-before-baseline'));
  it('stays once locked', () =>
    given(...plan)
      .when(setTarget)
      .refuses('plan-locked'));
  it('is no goalpost to shift once there is a result', () =>
    given(...plan, measured)
      .when(setTarget)
      .refuses('target-moved'));
});

describe('locking the plan', () => {
  const on: KpiEvent = { type: 'PlanLocked', data: { kpiId: 'k1', on: '2025-10-01' } };
  it('fixes baseline and target', () => given(committed, baselined, aimed).when(lock).then(on));
  it('needs a baseline', () => given(committed).when(lock).refuses('baseline-missing'));
  it('needs a target', () => given(committed, baselined).when(lock).refuses('target-missing'));
  it('needs a baseline window that ended before support starts', () => {
    const supported = given(committed, baselined, aimed);
    supported
      .when(lock, { supportStarts: ['2025-11-03', '2025-08-31'] })
      .refuses('baseline-after-support');
    supported.when(lock, { supportStarts: ['2025-11-03', '2025-09-01'] }).then(on);
  });
  it('done again changes nothing', () =>
    given(...plan)
      .when(lock)
      .then());
});

describe('a measurement', () => {
  it('is linked to its period', () =>
    given(...plan)
      .when(measure)
      .then(measured));
  it('waits until the plan is locked', () =>
    given(committed, baselined, aimed).when(measure).refuses('plan-not-locked'));
  it('was not observed before the plan was locked', () =>
    given(...plan)
      .when({ ...measure, observedOn: '2025-09-19' })
      .refuses('plan-not-locked'));
  it('is not observed ahead of time', () =>
    given(...plan)
      .when({ ...measure, observedOn: '2025-10-02' })
      .refuses('day-in-future'));
  it('is not of a period that has not begun', () =>
    given(...plan)
      .when({ ...measure, period: spring })
      .refuses('period-in-future'));
  it('is not observed before its period begins', () => {
    const early = [
      committed,
      {
        type: 'BaselineSet',
        data: {
          kpiId: 'k1',
          period: { year: '202324', name: 'Academic year' },
          value: 58.1,
          n: 62,
        },
      },
      aimed,
      { type: 'PlanLocked', data: { kpiId: 'k1', on: '2025-04-01' } },
    ] as const;
    given(...early)
      .when({ ...measure, period: summer, observedOn: '2025-04-30' })
      .refuses('observed-before-period');
  });
  it('is of a period after that of the baseline', () =>
    given(...plan)
      .when({ ...measure, period: { year: '202425', name: 'Academic year' } })
      .refuses('measured-before-baseline'));
  it('is one for each period', () =>
    given(...plan, measured)
      .when(measure)
      .refuses('period-measured'));
});

describe('correcting a measurement', () => {
  const correct = {
    type: 'CorrectMeasurement',
    measurementId,
    value: 60.9,
    n: 58,
    reason: 'Two pupils had been counted twice',
  } as const;
  const corrected: KpiEvent = {
    type: 'MeasurementCorrected',
    data: {
      kpiId: 'k1',
      measurementId,
      value: 60.9,
      n: 58,
      observedOn: '2025-10-01',
      reason: 'Two pupils had been counted twice',
    },
  };
  it('keeps its period and its day', () =>
    given(...plan, measured)
      .when(correct)
      .then(corrected));
  it('to what it says already changes nothing', () =>
    given(...plan, measured, corrected)
      .when(correct)
      .then());
  it('needs a measurement', () =>
    given(...plan)
      .when(correct)
      .refuses('measurement-unknown'));
});

describe('rebaselining', () => {
  const rebaseline = {
    type: 'RebaselineKpi',
    period: summer,
    value: 59.2,
    n: 61,
    reason: 'The test changed',
  } as const;
  const data = { kpiId: 'k1', period: summer, value: 59.2, n: 61, reason: 'The test changed' };
  it('replaces the locked baseline, for a reason', () =>
    given(...plan)
      .when(rebaseline)
      .then({ type: 'KpiRebaselined', data }));
  it('may move the target before the first result', () =>
    given(...plan)
      .when({ ...rebaseline, target: { value: 66, by: '2026-07-31' } })
      .then({
        type: 'KpiRebaselined',
        data: { ...data, target: { value: 66, by: '2026-07-31' } },
      }));
  it('never moves it after', () =>
    given(...plan, measured)
      .when({ ...rebaseline, target: { value: 60, by: '2026-07-31' } })
      .refuses('target-moved'));
  it('is for locked plans', () =>
    given(committed, baselined).when(rebaseline).refuses('plan-not-locked'));
  it('leaves the target ahead', () =>
    given(...plan)
      .when({ ...rebaseline, value: 65 })
      .refuses('target-equals-base'));
  it('keeps the target behind the baseline period', () =>
    given(...plan)
      .when({ ...rebaseline, target: { value: 66, by: '2025-08-01' } })
      .refuses('target-before-baseline'));
  it('is not of a period that has not begun', () =>
    given(...plan)
      .when({ ...rebaseline, period: spring })
      .refuses('period-in-future'));
  it('has results after it measured from it', () =>
    given(...plan, {
      type: 'KpiRebaselined',
      data: { ...data, period: autumn },
    })
      .when(measure)
      .refuses('measured-before-baseline'));
});

describe('a demand for a baseline', () => {
  const demand = {
    type: 'DemandBaseline',
    deploymentId: 'd1',
    urn: '139402',
    startsOn: '2025-11-03',
  } as const;
  const demanded: KpiEvent = {
    type: 'BaselineDemanded',
    data: { kpiId: 'k1', deploymentId: 'd1', dueBy: '2025-11-03', urn: '139402' },
  };
  it('is due when support starts', () => given(committed).when(demand).then(demanded));
  it('made again changes nothing', () => given(committed, demanded).when(demand).then());
  it('is met by a plan that is locked', () =>
    given(...plan)
      .when(demand)
      .then());
  it('is not met by a baseline window that is open when support starts', () =>
    given(...plan)
      .when({ ...demand, startsOn: '2025-08-31' })
      .then({
        type: 'BaselineDemanded',
        data: { kpiId: 'k1', deploymentId: 'd1', dueBy: '2025-08-31', urn: '139402' },
      }));
});
