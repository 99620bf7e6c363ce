import type { BaselineFigure, EvaluationFigure, ImpactRow, MeasuredFigure } from './impact-row.js';

/** The version of the rule, as answers cite it. */
export const RULE = 'local-1';

/** What stands in the place of a value that is withheld. */
export const MARK = 'c';

/** A value, or the mark. */
export type Withheld = number | typeof MARK;

/** Fewer pupils than this could be told apart. */
export const FEWEST = 11;

type Marked<T, K extends keyof T> = { readonly [P in keyof T]: P extends K ? Withheld : T[P] };
type MeasuredShown = Omit<Marked<MeasuredFigure, 'value' | 'n'>, 'was'> & {
  readonly was: readonly {
    readonly value: Withheld;
    readonly n: Withheld;
    readonly reason: string;
  }[];
};
type BaselineShown = Marked<BaselineFigure, 'value' | 'n'>;
type EvaluationShown = Omit<EvaluationFigure, 'change' | 'n'> & {
  readonly change: Withheld | null;
  readonly n: Withheld | null;
};

/** A row as it is served: figures about too few pupils are marked, and the rule is cited. */
export interface Shown extends Omit<
  ImpactRow,
  | 'key'
  | 'scope'
  | 'baseline'
  | 'baselines'
  | 'latest'
  | 'measurements'
  | 'evaluations'
  | 'change'
  | 'targetShare'
  | 'evidencedChange'
  | 'n'
> {
  readonly baseline: BaselineShown | null;
  readonly baselines: readonly BaselineShown[];
  readonly latest: MeasuredShown | null;
  readonly measurements: readonly MeasuredShown[];
  readonly evaluations: readonly EvaluationShown[];
  readonly change: Withheld | null;
  readonly targetShare: Withheld | null;
  readonly evidencedChange: Withheld | null;
  readonly n: Withheld | null;
  readonly suppression: typeof RULE;
}

/**
 * Rule `local-1`: until there are releases, a figure about fewer than 11 pupils is shown to nobody but the school itself.
 * When the baseline or the result that counts is of so few, everything measured of that KPI is withheld, cohorts
 * included, so that no part can be worked out from another; otherwise only the entries of its history that are.
 */
export function shownTo(urns: readonly string[], row: ImpactRow): Shown {
  const { key: _, scope: __, ...figures } = row;
  const own = row.urn !== null && urns.includes(row.urn);
  if (own || row.level !== 'pupils') return { ...figures, suppression: RULE };
  const all = few(row.baseline?.n) || few(row.latest?.n);
  const standing = row.evaluations.findLast((it) => it.state === 'final');
  const value = (it: number | null): Withheld | null => (all && it !== null ? MARK : it);
  const entry = <T extends { value: number; n: number }>(it: T) => {
    const hidden = all || few(it.n);
    return { ...it, value: hidden ? MARK : it.value, n: hidden ? MARK : it.n };
  };
  const measured = (it: MeasuredFigure): MeasuredShown => ({
    ...entry(it),
    was: it.was.map(entry),
  });
  return {
    ...figures,
    baseline: row.baseline && entry(row.baseline),
    baselines: row.baselines.map(entry),
    latest: row.latest && measured(row.latest),
    measurements: row.measurements.map(measured),
    evaluations: row.evaluations.map((it) =>
      few(it.n)
        ? { ...it, change: it.change === null ? null : MARK, n: MARK }
        : { ...it, change: value(it.change), n: value(it.n) },
    ),
    change: value(row.change),
    targetShare: value(row.targetShare),
    evidencedChange:
      few(standing?.n) && row.evidencedChange !== null ? MARK : value(row.evidencedChange),
    n: value(row.n),
    suppression: RULE,
  };
}

/** Whether a cohort is of so few that they could be told apart. */
export const few = (n: number | null | undefined): boolean => n != null && n > 0 && n < FEWEST;
