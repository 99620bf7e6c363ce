import {
  change,
  FORMULA,
  type Figure,
  none,
  targetShare,
  together,
} from '../figures/statistics.js';
import type { KpiPlan } from '../kpi/kpi-state.js';
import type { Baseline } from '../kpi/kpi.events.js';
import type { Design, Effect } from './evaluation.events.js';

/**
 * The effect on one KPI, from its events alone: nobody types it. A design without data computes nothing; all others
 * compute the change on those supported, before against after.
 */
export function effectOf(
  kpiId: string,
  kpi: KpiPlan,
  design: Design,
  measured: Baseline | undefined,
): Effect {
  const data = design === 'theoryOnly' ? {} : { base: kpi.baseline, post: measured };
  const { base, post } = data;
  const of = (figure: () => Figure): Figure =>
    design === 'theoryOnly' ? none('theory-only') : figure();
  const moved = of(() => change(kpi.direction, base, post));
  const share = of(() => targetShare(base, post, kpi.target?.value));
  return {
    kpiId,
    level: kpi.level,
    indicator: kpi.indicator,
    method: design === 'theoryOnly' ? 'theoryOnly' : 'beforeAfter',
    formula: FORMULA,
    base: base ? spelt(base) : null,
    post: post ? spelt(post) : null,
    target: kpi.target ? { value: kpi.target.value, by: kpi.target.by } : null,
    change: moved.value,
    changeReason: moved.reason,
    targetShare: share.value,
    targetShareReason: share.reason,
    ci: null,
    n: base && post ? together(base, post) : 0,
  };
}

/** Whether two effects say the same of the same data. */
export const sameEffect = (a: Effect, b: Effect): boolean => figures(a) === figures(b);

// value by value: a log may keep the names of an event in another order
const figures = ({ base, post, target, formula, method }: Effect): string =>
  JSON.stringify([
    base && values(base),
    post && values(post),
    target?.value,
    target?.by,
    formula,
    method,
  ]);

const values = ({ period, value, n }: Baseline) => [period.year, period.name, value, n];

const spelt = ({ period, value, n }: Baseline): Baseline => ({
  period: { year: period.year, name: period.name },
  value,
  n,
});
