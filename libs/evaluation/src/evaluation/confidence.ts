import type { Confidence, Doubt, Effect } from './evaluation.events.js';

/** The version of this grading; raised when any answer could change. */
export const GRADING = 'confidence-2';

/** One in so many may have left or come between base and post. */
const ATTRITION = 10;
/** How many verified items of evidence stand behind a figure that is not in doubt. */
const VERIFIED = 2;

/**
 * What takes confidence away: an effect without an interval; cohorts that differ by more than a tenth; a KPI of so few that
 * its figures are withheld (`closed`), whose cohorts are not compared since the doubt would tell of them; an effect without
 * a value; fewer than two verified items of evidence.
 */
export function doubtsOf(
  effects: readonly Effect[],
  verified: number,
  closed: (kpiId: string) => boolean = () => false,
): Doubt[] {
  const doubts: Doubt[] = [];
  const told = effects.filter((it) => !closed(it.kpiId));
  if (effects.some((it) => it.ci === null)) doubts.push('no-interval');
  if (told.some(({ base, post }) => base && post && differ(base.n, post.n)))
    doubts.push('attrition');
  if (told.length < effects.length) doubts.push('few');
  if (effects.length === 0 || effects.some((it) => it.change === null)) doubts.push('missing');
  if (verified < VERIFIED) doubts.push('unverified');
  return doubts;
}

/** High without a doubt, medium with one, low with more. */
export const confidenceOf = (doubts: readonly Doubt[]): Confidence =>
  doubts.length === 0 ? 'high' : doubts.length === 1 ? 'medium' : 'low';

const differ = (base: number, post: number): boolean => Math.abs(post - base) * ATTRITION > base;
