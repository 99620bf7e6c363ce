import { type Decider, Refusal } from '#eventing';
import { daysOf, ownerOf } from '#network';
import {
  baselineOf,
  requireAim,
  requireBegun,
  requireBeforeSupport,
  requireTargetAfter,
  sees,
} from './kpi-rules.js';
import { type KpiPlan, kpiFold, type KpiState, measurementIdOf } from './kpi-state.js';
import type { CommitKpi, KpiCommand, MeasureKpi } from './kpi.commands.js';
import { kpiEvents, type KpiEvent } from './kpi.events.js';
import { follows, samePeriod } from './measurements.js';

/** What the rules of a KPI must know of other streams. */
export interface KpiKnown {
  /** Whether the school or the partnership is there to commit. */
  readonly subjectOpen?: boolean;
  /** The first day of support, of each deployment that demanded a baseline. */
  readonly supportStarts?: readonly string[];
}

/**
 * A measure by which a school or a partnership agreed to be judged. Baseline and target are locked before the first
 * result; afterwards the goalposts move only by a visible rebaseline, and never once there is a result.
 */
export const kpi: Decider<KpiCommand, KpiEvent, KpiState, KpiKnown> = {
  ...kpiFold,
  identity: 'kpi',
  events: kpiEvents,

  decide(command, state, { id: kpiId, today, actor, known }) {
    if (command.type === 'CommitKpi') return commit(command, state, kpiId, known);
    if (state.status === 'none')
      throw new Refusal('kpi-unknown', 'Nobody committed to such a KPI.');
    switch (command.type) {
      case 'SetBaseline': {
        if (state.status === 'locked')
          throw new Refusal('plan-locked', 'The plan is locked: rebaseline it, with a reason.');
        const { period, value, n } = command;
        requireBegun(period, today);
        requireAim(state, actor, value, state.target?.value);
        requireTargetAfter(period, state.target?.by);
        return [{ type: 'BaselineSet', data: { kpiId, ...baselineOf(period, value, n) } }];
      }
      case 'SetTarget': {
        const { value, by } = command;
        if (state.measurements.length > 0) throw targetMoved();
        if (state.status === 'locked')
          throw new Refusal('plan-locked', 'The target is locked: it moves only by a rebaseline.');
        if (!state.baseline)
          throw new Refusal(
            'baseline-missing',
            'Set the baseline first: a target is a way from it.',
          );
        requireAim(state, actor, state.baseline.value, value);
        requireTargetAfter(state.baseline.period, by);
        return [{ type: 'TargetSet', data: { kpiId, value, by } }];
      }
      case 'LockKpiPlan':
        if (state.status === 'locked') return [];
        if (!state.baseline) throw new Refusal('baseline-missing', 'Set the baseline, then lock.');
        if (!state.target) throw new Refusal('target-missing', 'Set the target, then lock.');
        requireBeforeSupport(state.baseline, known.supportStarts ?? []);
        return [{ type: 'PlanLocked', data: { kpiId, on: today } }];
      case 'MeasureKpi':
        return measure(command, state, kpiId, today);
      case 'CorrectMeasurement': {
        const { measurementId, value, n, reason } = command;
        const wrong = state.measurements.find((it) => it.measurementId === measurementId);
        if (!wrong)
          throw new Refusal('measurement-unknown', 'This KPI has no such measurement to correct.');
        if (wrong.value === value && wrong.n === n && sees(actor, state)) return [];
        const { observedOn } = wrong;
        const data = { kpiId, measurementId, value, n, observedOn, reason };
        return [{ type: 'MeasurementCorrected', data }];
      }
      case 'RebaselineKpi': {
        const { period, value, n, target, reason } = command;
        if (state.status !== 'locked')
          throw new Refusal(
            'plan-not-locked',
            'The plan is not locked yet: set its baseline instead.',
          );
        if (target && state.measurements.length > 0) throw targetMoved();
        requireBegun(period, today);
        requireAim(state, actor, value, target?.value ?? state.target?.value);
        requireTargetAfter(period, target?.by ?? state.target?.by);
        const base = { kpiId, ...baselineOf(period, value, n), reason };
        const moved = target && { value: target.value, by: target.by };
        return [{ type: 'KpiRebaselined', data: moved ? { ...base, target: moved } : base }];
      }
      case 'DemandBaseline': {
        const { deploymentId, urn, startsOn: dueBy } = command;
        if (state.demands.some((it) => it.deploymentId === deploymentId)) return [];
        const { baseline } = state;
        if (state.status === 'locked' && baseline && daysOf(baseline.period).to < dueBy) return [];
        return [{ type: 'BaselineDemanded', data: { kpiId, deploymentId, dueBy, urn } }];
      }
    }
  },
};

function commit(command: CommitKpi, state: KpiState, kpiId: string, known: KpiKnown): KpiEvent[] {
  if (state.status !== 'none') throw new Refusal('kpi-exists', 'This KPI was committed to before.');
  if (!known.subjectOpen)
    throw new Refusal(
      'subject-not-open',
      'The school or partnership is not registered, or has closed.',
    );
  const { level, indicator, unit, direction, focusArea } = command;
  const about = focusArea ? { focusArea } : {};
  return [
    {
      type: 'KpiCommitted',
      data: { kpiId, ...ownerOf(command.subject), level, indicator, unit, direction, ...about },
    },
  ];
}

function measure(command: MeasureKpi, state: KpiPlan, kpiId: string, today: string): KpiEvent[] {
  const {
    period: { year, name },
    value,
    n,
    observedOn,
    source,
  } = command;
  const period = { year, name };
  if (state.status !== 'locked' || !state.baseline || !state.lockedOn)
    throw new Refusal('plan-not-locked', 'Lock baseline and target before the first result.');
  if (observedOn < state.lockedOn)
    throw new Refusal(
      'plan-not-locked',
      `The plan was locked on ${state.lockedOn}, after this was observed.`,
    );
  if (observedOn > today) throw new Refusal('day-in-future', 'observedOn lies in the future.');
  requireBegun(period, today);
  if (observedOn < daysOf(period).from)
    throw new Refusal('observed-before-period', 'observedOn lies before the period begins.');
  if (!follows(period, state.baseline.period))
    throw new Refusal(
      'measured-before-baseline',
      'A result is of a period after the baseline period.',
    );
  if (state.measurements.some((it) => samePeriod(it.period, period)))
    throw new Refusal(
      'period-measured',
      'This period was measured before: correct that measurement.',
    );
  const measurementId = measurementIdOf(kpiId, period);
  const data = { kpiId, measurementId, period, value, n, observedOn, source };
  return [{ type: 'MeasurementLinked', data }];
}

const targetMoved = () =>
  new Refusal('target-moved', 'There is a result already: the goalposts stay where they are.');
