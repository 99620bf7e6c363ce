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
import type { Measurement } from '../kpi/measurements.js';
import type { Design, Effect } from './evaluation.events.js';

/**
 * The effect on one KPI, from its events alone: nobody types it. A design without data computes nothing; all others
 * compute the change on those supported, before against after.
 */
export function effectOf(
  kpiId: string,
  kpi: KpiPlan,
  design: Design,
  measured: Measurement | undefined,
): Effect {
  const data = design === 'theoryOnly' ? {} : { base: kpi.baseline, post: measured };
  const { base, post } = data;
  const computed = (figure: () => Figure): Figure =>
    design === 'theoryOnly' ? none('theory-only') : figure();
  const moved = computed(() => change(kpi.direction, base, post));
  const share = computed(() => targetShare(base, post, kpi.target?.value));
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
    entries: {
      base: kpi.baselines.length,
      post: post && measured ? measured.was.length + 1 : 0,
    },
    ci: null,
    n: base && post ? together(base, post) : 0,
  };
}

/**
 * Whether two effects say the same of the same entries. Where values are withheld they are not compared, since the answer
 * would tell of them; an effect that was recorded before entries were counted is then another.
 */
export function sameEffect(a: Effect, b: Effect, closed: boolean): boolean {
  const counted = a.entries !== undefined && b.entries !== undefined;
  if (closed) return counted && made(a) === made(b);
  return (!counted || made(a) === made(b)) && figures(a) === figures(b);
}

const made = ({ base, post, entries, formula, method }: Effect): string =>
  JSON.stringify([
    base && of(base.period),
    post && of(post.period),
    entries?.base,
    entries?.post,
    formula,
    method,
  ]);

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

const of = ({ year, name }: Baseline['period']) => [year, name];
const values = ({ period, value, n }: Baseline) => [...of(period), value, n];

const spelt = ({ period, value, n }: Baseline): Baseline => ({
  period: { year: period.year, name: period.name },
  value,
  n,
});
