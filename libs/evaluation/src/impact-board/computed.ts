import type { Disclosure } from '../figures/disclosure.js';
import type { Baseline } from '../kpi/kpi.events.js';
import type { Computed } from './impact-row.js';

/** What stands in the place of a value that is withheld. */
export const MARK = 'c';

/** A figure and how many it is of, or the mark in the place of both. */
export const entryAs = <D extends { value: unknown; n: unknown }>(
  data: D,
  shown: boolean,
): object => (shown ? data : { ...data, value: MARK, n: MARK });

/** A value that is there, or the mark. */
export const valueAs = (value: unknown, shown: boolean): unknown =>
  shown || value === null ? value : MARK;

/** The share of the way to the target; that there is none because target and baseline are the same is told of neither. */
export const shareAs = (
  { change, targetShare }: Pick<Computed, 'change' | 'targetShare'>,
  shown: boolean,
): unknown => (shown ? targetShare : change === null ? null : MARK);

/** Whether everything that an effect was computed of may be shown. */
export const tellsOf = (
  { base, post }: Pick<Computed, 'base' | 'post'>,
  told: Disclosure,
): boolean => !told.closed && [base, post].every((it) => it === null || told.shows(it));

/** What was computed of a KPI, as far as it may be shown. */
export function computedAs<C extends Computed>(it: C, told: Disclosure): object {
  const shown = tellsOf(it, told);
  const of = (figure: Baseline | null) => figure && entryAs(figure, told.shows(figure));
  return {
    ...it,
    base: of(it.base),
    post: of(it.post),
    change: valueAs(it.change, shown),
    targetShare: shareAs(it, shown),
    n: valueAs(it.n, shown),
  };
}
