import { type AcademicPeriod, daysOf } from '#network';
import type { Baseline } from './kpi.events.js';

/** A result of a KPI, as it now reads, and what it said before it was corrected. */
export interface Measurement extends Baseline {
  readonly was: readonly { readonly value: number; readonly n: number }[];
  readonly measurementId: string;
  readonly observedOn: string;
  readonly source: string;
}

/** Whether one period begins after another has ended. */
export const follows = (later: AcademicPeriod, earlier: AcademicPeriod): boolean =>
  daysOf(later).from > daysOf(earlier).to;

/** Whether two periods are the same. */
export const samePeriod = (a: AcademicPeriod, b: AcademicPeriod): boolean =>
  a.year === b.year && a.name === b.name;

/** The result that counts: of those after the baseline, the one whose period ends last, then the one observed last. */
export function latestAfter<M extends Measurement>(
  baseline: Baseline | undefined,
  measurements: readonly M[],
): M | undefined {
  const rank = (it: Measurement) => `${daysOf(it.period).to} ${it.observedOn}`;
  let latest: M | undefined;
  for (const it of measurements)
    if ((!baseline || follows(it.period, baseline.period)) && (!latest || rank(it) >= rank(latest)))
      latest = it;
  return latest;
}
