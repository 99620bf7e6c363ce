import type { AcademicPeriod } from '#network';
import { type Disclosure, disclosureOf } from '../figures/disclosure.js';
import type { Doubt } from '../evaluation/evaluation.events.js';
import type { Undefined } from '../figures/statistics.js';
import type { Baseline, Target } from '../kpi/kpi.events.js';
import { computedAs, MARK } from './computed.js';
import type { BaselineFigure, EvaluationFigure, ImpactRow, MeasuredFigure } from './impact-row.js';

/** The version of the rule, as answers cite it. */
export const RULE = 'local-2';

/** The release that figures belong to: none, until there are releases they are served as they are entered. */
export const RELEASE = 'none';

/** A value, or the mark. */
export type Withheld = number | typeof MARK;

type Marked<T, K extends keyof T> = { readonly [P in keyof T]: P extends K ? Withheld : T[P] };
type MeasuredShown = Omit<Marked<MeasuredFigure, 'value' | 'n'>, 'was'> & {
  readonly was: readonly {
    readonly value: Withheld;
    readonly n: Withheld;
    readonly reason: string;
  }[];
};
type BaselineShown = Marked<BaselineFigure, 'value' | 'n'>;
type EvaluationShown = Omit<EvaluationFigure, 'change' | 'n' | 'computed'> & {
  readonly change: Withheld | null;
  readonly n: Withheld | null;
  readonly computed: object | null;
};

/** What of a row may be withheld, as it is served. */
interface Figures {
  readonly baseline: BaselineShown | null;
  readonly baselines: readonly BaselineShown[];
  readonly target: Marked<Target, 'value'> | null;
  readonly targetAim: string | null;
  readonly latest: MeasuredShown | null;
  readonly measurements: readonly MeasuredShown[];
  readonly evaluations: readonly EvaluationShown[];
  readonly change: Withheld | null;
  readonly targetShare: Withheld | null;
  readonly evidencedChange: Withheld | null;
  readonly n: Withheld | null;
}

/** A row as it is served: what could tell of too few pupils is marked, and the rule is cited. */
export interface Shown extends Omit<ImpactRow, 'key' | 'scope' | keyof Figures>, Figures {
  readonly suppression: typeof RULE;
  readonly release: typeof RELEASE;
}

/**
 * A row by the rule `local-2`: until there are releases, nobody but the school itself is shown what could tell of too few
 * pupils. A row of the past is judged by the history of today; without one, by its own.
 */
export function shownTo(
  urns: readonly string[],
  row: ImpactRow,
  disclosure: Disclosure = disclosureOf(row),
): Shown {
  const { key: _, scope: __, ...figures } = row;
  const rule = { suppression: RULE, release: RELEASE } as const;
  if (row.urn !== null && urns.includes(row.urn)) return { ...figures, ...rule };
  const { baseline, latest, target, targetAim, evidencedChange } = row;
  const { closed } = disclosure;
  const hides = (it: Baseline | null): boolean => it !== null && !disclosure.shows(it);
  const entry = <T extends { value: number; n: number }>(it: T, period: AcademicPeriod) =>
    disclosure.shows({ period, n: it.n }) ? it : { ...it, value: MARK, n: MARK };
  const measured = (it: MeasuredFigure): MeasuredShown => ({
    ...entry(it, it.period),
    was: it.was.map((past) => entry(past, it.period)),
  });
  const hidden = hides(baseline) || hides(latest);
  const value = (it: number | null): Withheld | null => (hidden && it !== null ? MARK : it);
  const standing = row.evaluations.findLast((it) => it.state === 'final');
  return {
    ...figures,
    baseline: baseline && entry(baseline, baseline.period),
    baselines: row.baselines.map((it) => entry(it, it.period)),
    target: target && closed ? { ...target, value: MARK } : target,
    targetAim: targetAim && (closed || hides(baseline)) ? MARK : targetAim,
    latest: latest && measured(latest),
    measurements: row.measurements.map(measured),
    evaluations: row.evaluations.map((it) => judged(it, disclosure)),
    change: value(row.change),
    // that target and baseline are the same is told of neither
    targetShare: hidden && row.targetShareReason === EQUAL ? MARK : value(row.targetShare),
    confidence: closed && row.confidence !== null ? 'low' : row.confidence,
    targetShareReason: hidden && row.targetShareReason === EQUAL ? null : row.targetShareReason,
    evidencedChange:
      evidencedChange !== null && standing && !disclosure.follows(standing)
        ? MARK
        : evidencedChange,
    n: value(row.n),
    ...rule,
  };
}

const EQUAL: Undefined = 'target-equals-base';

function judged(it: EvaluationFigure, disclosure: Disclosure): EvaluationShown {
  const { change, n } = it;
  const graded = disclosure.closed && it.confidence !== null ? gradedAsFew(it.doubts) : {};
  const rest = { ...it, ...graded, computed: it.computed && computedAs(it.computed, disclosure) };
  if (n === null || disclosure.follows(it)) return rest;
  return { ...rest, change: change === null ? null : MARK, n: MARK };
}

/** How an evaluation of too few pupils is graded, whatever its cohorts are. */
export const gradedAsFew = (doubts: readonly Doubt[]) => ({
  confidence: 'low' as const,
  doubts: [...doubts.filter((it) => it !== 'attrition' && it !== 'few'), 'few' as const],
});
