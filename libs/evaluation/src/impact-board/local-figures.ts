import type { Disclosure } from '../figures/disclosure.js';
import type { EvidencedKpi, ImpactEvaluationEvent } from '../evaluation/evaluation.events.js';
import type { Baseline, KpiEvent, Target } from '../kpi/kpi.events.js';
import { computedAs, entryAs, MARK, shareAs, tellsOf, valueAs } from './computed.js';
import { gradedAsFew } from './suppression.js';

/** What may be told of a KPI, and of which period a measurement of it is. */
export interface Told extends Disclosure {
  periodOf(measurementId: string): Baseline['period'] | undefined;
}

type Asked = (kpiId: string) => Told;
type Stated = KpiEvent | ImpactEvaluationEvent;
type DataOf<T extends Stated['type']> = Extract<Stated, { type: T }>['data'];

const aim = <T extends Target | null | undefined>(target: T, { closed }: Told) =>
  target && closed ? { ...target, value: MARK } : target;

/**
 * What is served of the events that state figures entered here, by rule `local-2`. Whatever new event states a value, a change
 * or a cohort is added here: a spec holds the log to it.
 */
export const localFigures = {
  BaselineSet: (data: DataOf<'BaselineSet'>, of: Asked) =>
    entryAs(data, of(data.kpiId).shows(data)),
  TargetSet: (data: DataOf<'TargetSet'>, of: Asked) => aim(data, of(data.kpiId)),
  MeasurementLinked: (data: DataOf<'MeasurementLinked'>, of: Asked) =>
    entryAs(data, of(data.kpiId).shows(data)),
  MeasurementCorrected: (data: DataOf<'MeasurementCorrected'>, of: Asked) => {
    const told = of(data.kpiId);
    const period = told.periodOf(data.measurementId);
    return entryAs(data, period !== undefined && told.shows({ period, n: data.n }));
  },
  KpiRebaselined: (data: DataOf<'KpiRebaselined'>, of: Asked) => {
    const told = of(data.kpiId);
    const { target } = data;
    return { ...entryAs(data, told.shows(data)), ...(target ? { target: aim(target, told) } : {}) };
  },
  EffectComputed: (data: DataOf<'EffectComputed'>, of: Asked) => effect(data, of(data.kpiId)),
  ImpactEvidenced: (data: DataOf<'ImpactEvidenced'>, of: Asked) => ({
    ...data,
    kpis: data.kpis.map((it) => evidenced(it, of(it.kpiId))),
    ...(data.kpis.some((it) => of(it.kpiId).closed) ? gradedAsFew(data.doubts) : {}),
  }),
};

const effect = (data: DataOf<'EffectComputed'>, told: Told): object => {
  const shown = tellsOf(data, told);
  return {
    ...computedAs(data, told),
    target: aim(data.target, told),
    targetShareReason: shown || data.change === null ? data.targetShareReason : null,
    ci: valueAs(data.ci, shown),
  };
};

const evidenced = (it: EvidencedKpi, told: Told): object => {
  const shown = told.follows(it);
  return {
    ...it,
    change: valueAs(it.change, shown),
    targetShare: shareAs(it, shown),
    n: valueAs(it.n, shown),
  };
};

/** The figures that an event states, if it is one of those. */
export const figuresIn = (type: string): ((data: never, of: Asked) => object) | undefined =>
  Object.hasOwn(localFigures, type) ? localFigures[type as keyof typeof localFigures] : undefined;

/** The KPIs whose figures an event states. */
export function kpisIn(data: unknown): readonly string[] {
  const { kpiId, kpis = [] } = data as { kpiId?: string; kpis?: readonly { kpiId: string }[] };
  return [...(kpiId === undefined ? [] : [kpiId]), ...kpis.map((it) => it.kpiId)];
}
