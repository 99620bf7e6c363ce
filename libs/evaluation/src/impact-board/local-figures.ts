import type { ImpactEvaluationEvent } from '../evaluation/evaluation.events.js';
import type { KpiEvent } from '../kpi/kpi.events.js';
import { few, MARK } from './suppression.js';

/**
 * Which fields of which events are figures entered here, by their path; those of a pupils' KPI are withheld when it is
 * about too few. Whatever new event states a value, a change or a cohort is added here: a spec holds the log to it.
 */
export const localFigures = {
  BaselineSet: ['value', 'n'],
  MeasurementLinked: ['value', 'n'],
  MeasurementCorrected: ['value', 'n'],
  KpiRebaselined: ['value', 'n'],
  EffectComputed: [
    ...['base.value', 'base.n', 'post.value', 'post.n'],
    ...['change', 'targetShare', 'ci', 'n'],
  ],
  ImpactEvidenced: ['kpis.change', 'kpis.targetShare', 'kpis.n'],
} as const satisfies Partial<Record<(KpiEvent | ImpactEvaluationEvent)['type'], readonly string[]>>;

/** The paths of the figures of a type of event; none for most. */
export const figuresIn = (type: string): readonly string[] =>
  Object.hasOwn(localFigures, type) ? localFigures[type as keyof typeof localFigures] : [];

/** The KPIs whose figures an event states. */
export function kpisIn(data: unknown): readonly string[] {
  const { kpiId, kpis = [] } = data as { kpiId?: string; kpis?: readonly { kpiId: string }[] };
  return [...(kpiId === undefined ? [] : [kpiId]), ...kpis.map((it) => it.kpiId)];
}

/** Whether any cohort in the data of an event is of too few. */
export function ofFew(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(ofFew);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, it]) =>
    name === 'n' && typeof it === 'number' ? few(it) : ofFew(it),
  );
}

/** The data with the mark in place of each figure of a KPI that is hidden; one that is not there stays null. */
export function marked(
  data: unknown,
  paths: readonly string[],
  hidden: (kpiId: string) => boolean,
  inherited = false,
): unknown {
  if (Array.isArray(data)) return data.map((it) => marked(it, paths, hidden, inherited));
  if (typeof data !== 'object' || data === null) return data;
  const { kpiId } = data as { kpiId?: unknown };
  const hide = typeof kpiId === 'string' ? hidden(kpiId) : inherited;
  return Object.fromEntries(
    Object.entries(data).map(([name, it]) => {
      if (paths.includes(name)) return [name, hide && it !== null ? MARK : (it as unknown)];
      const inner = paths
        .filter((path) => path.startsWith(`${name}.`))
        .map((path) => path.slice(name.length + 1));
      return [name, inner.length > 0 ? marked(it, inner, hidden, hide) : (it as unknown)];
    }),
  );
}
