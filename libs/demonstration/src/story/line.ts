import { idOf } from '#eventing';
import type { PartnershipAlias } from './area.js';
import { broker, evaluator, head } from './personas.js';
import { ref, step, type Step } from './step.js';

/** A KPI: what it is, where it stood in 2023/24, and where it is to be. */
export interface Indicator {
  readonly level: 'pupils' | 'people' | 'schools' | 'partnership';
  readonly indicator: string;
  readonly unit: string;
  readonly direction: 'up' | 'down';
  readonly base: number;
  readonly n: number;
  readonly target: number;
}

/** A KPI and whose it is: that of a school, or of the partnership itself. */
export interface Measure {
  readonly alias: string;
  readonly partnership: PartnershipAlias;
  readonly urn?: string;
  readonly kpi: Indicator;
}

/** A need of one school, and the support it would like. */
export interface Wish {
  readonly alias: string;
  readonly partnership: PartnershipAlias;
  readonly urn: string;
  readonly focusArea: string;
  readonly halfDays: number;
  readonly window: { readonly from: string; readonly to: string };
}

/** One line of support: a need, the KPI by which it is judged, and the leader who may meet it. */
export interface Line extends Wish, Measure {
  readonly urn: string;
  readonly leader: string;
  /** The line whose need, request and KPI this one goes on with, when it is the second support for them. */
  readonly after?: string;
  /** The aliases of the KPIs it is to move, when they are not just its own. */
  readonly moves?: readonly string[];
}

/** The KPIs a line is to move. */
export const kpisOf = (line: Line) =>
  (line.moves ?? [line.after ?? line.alias]).map((it) => ref(`kpi-${it}`));

/** The need is noticed by the broker, in figures that are published. */
export const noticed = (wish: Wish, on: string): Step =>
  step(
    on,
    broker(wish.partnership),
    ['needs'],
    {
      urn: wish.urn,
      focusArea: wish.focusArea,
      severity: 3,
      source: 'data',
      evidenceRefs: [`published-tables-2024:${wish.focusArea}`],
      story: 'The figures have fallen for two years, and the school asks for help.',
    },
    `need-${wish.alias}`,
  );

/** The school agrees that the need is real. */
export const agreedTo = (wish: Wish, on: string): Step =>
  step(on, head(wish.urn), ['needs', ref(`need-${wish.alias}`), 'validation'], {
    agreedOn: on,
  });

/** The need is noticed and the school agrees. */
export const need = (wish: Wish, on: string, agreed: string): Step[] => [
  noticed(wish, on),
  agreedTo(wish, agreed),
];

/** Something is done to a KPI. */
export const toKpi = (
  it: Measure,
  on: string,
  intent: string,
  body: Readonly<Record<string, unknown>> = {},
): Step => step(on, evaluator(it.partnership), ['kpis', ref(`kpi-${it.alias}`), intent], body);

/** A KPI is committed to. */
export const committed = (it: Measure, on: string): Step => {
  const { level, indicator, unit, direction } = it.kpi;
  const subject = it.urn ? { urn: it.urn } : { partnershipId: ref(it.partnership) };
  const body = { subject, level, indicator, unit, direction };
  return step(on, evaluator(it.partnership), ['kpis'], body, `kpi-${it.alias}`);
};

/** Its baseline is set: where it stood in 2023/24. */
export const baselined = (it: Measure, on: string): Step =>
  toKpi(it, on, 'baseline', {
    period: { year: '202324', name: 'Academic year' },
    value: it.kpi.base,
    n: it.kpi.n,
  });

/** A KPI is committed to, with its baseline and its target. */
export const planned = (it: Measure, on: string): Step[] => [
  committed(it, on),
  baselined(it, on),
  toKpi(it, on, 'target', { value: it.kpi.target, by: '2025-07-31' }),
];

/** A KPI is committed to and its plan locked. */
export const kpi = (it: Measure, on: string): Step[] => [...planned(it, on), toKpi(it, on, 'lock')];

/** A term of 2024/25. */
export type Term = 'Autumn term' | 'Spring term' | 'Summer term';

/** The KPI is measured, at the end of a term. */
export const measured = (it: Measure, on: string, name: Term, value: number, n: number): Step =>
  toKpi(it, on, 'measurements', {
    period: { year: '202425', name },
    value,
    n,
    observedOn: on,
    source: 'School assessment, moderated',
  });

/** What was measured for a term is put right. */
export const corrected = (
  it: Measure,
  on: string,
  name: Term,
  right: { readonly value: number; readonly n: number; readonly reason: string },
): Step =>
  toKpi(it, on, 'corrections', {
    measurementId: ref(`kpi-${it.alias}`, (id) => idOf('measurement', id, '202425', name)),
    ...right,
  });
