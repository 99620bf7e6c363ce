import { type Fold, idOf } from '#eventing';
import type { AcademicPeriod } from '#network';
import type { Direction } from '../figures/statistics.js';
import type { Baseline, KpiEvent, Level, Target } from './kpi.events.js';
import type { Measurement } from './measurements.js';
import type { ToKpi } from './kpi.commands.js';

/** A KPI that was committed to. */
export interface KpiPlan {
  readonly status: 'committed' | 'locked';
  readonly urn?: string | undefined;
  readonly partnershipId?: string | undefined;
  readonly level: Level;
  readonly indicator: string;
  readonly direction: Direction;
  readonly baseline?: Baseline;
  /** Every baseline there was, the one that stands last. */
  readonly baselines: readonly Baseline[];
  readonly target?: Target;
  /** The day it was locked. */
  readonly lockedOn?: string;
  readonly measurements: readonly Measurement[];
  /** The deployments that ask for a locked baseline. */
  readonly demands: readonly { readonly deploymentId: string; readonly dueBy: string }[];
}

/** committed -> locked; measured once locked. */
export type KpiState = { readonly status: 'none' } | KpiPlan;

/** The id of the one measurement that a KPI has of a period. */
export const measurementIdOf = (kpiId: string, { year, name }: AcademicPeriod): string =>
  idOf('measurement', kpiId, year, name);

/** What the events of a KPI add up to; also what evaluations are computed from. */
export const kpiFold: Fold<KpiEvent, KpiState> = {
  category: 'evaluation.kpi' satisfies keyof ToKpi,
  initial: { status: 'none' },
  evolve(state, { type, data }) {
    if (type === 'KpiCommitted') {
      const { urn, partnershipId, level, indicator, direction } = data;
      const whose = { urn, partnershipId };
      return {
        status: 'committed',
        ...whose,
        level,
        indicator,
        direction,
        baselines: [],
        measurements: [],
        demands: [],
      };
    }
    if (state.status === 'none') return state;
    switch (type) {
      case 'BaselineSet': {
        const { period, value, n } = data;
        return { ...state, ...based(state, { period, value, n }) };
      }
      case 'TargetSet':
        return { ...state, target: { value: data.value, by: data.by } };
      case 'PlanLocked':
        return { ...state, status: 'locked', lockedOn: data.on };
      case 'BaselineDemanded': {
        const { deploymentId, dueBy } = data;
        return { ...state, demands: [...state.demands, { deploymentId, dueBy }] };
      }
      case 'MeasurementLinked': {
        const { measurementId, period, value, n, observedOn, source } = data;
        const linked = { measurementId, period, value, n, observedOn, source, was: [] };
        return { ...state, measurements: [...state.measurements, linked] };
      }
      case 'MeasurementCorrected': {
        const { measurementId, value, n } = data;
        const measurements = state.measurements.map((it) =>
          it.measurementId === measurementId
            ? { ...it, value, n, was: [...it.was, { value: it.value, n: it.n }] }
            : it,
        );
        return { ...state, measurements };
      }
      case 'KpiRebaselined': {
        const { period, value, n, target } = data;
        const base = based(state, { period, value, n });
        return { ...state, ...base, ...(target ? { target } : {}) };
      }
    }
  },
};

const based = ({ baselines }: KpiPlan, baseline: Baseline) => ({
  baseline,
  baselines: [...baselines, baseline],
});
