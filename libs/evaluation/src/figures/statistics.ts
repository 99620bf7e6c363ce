/** Which way a KPI ought to move. */
export type Direction = 'up' | 'down';

/** One measured value and how many (pupils, people, schools) it is of. */
export interface Measured {
  readonly value: number;
  readonly n: number;
}

/** Why a figure has no value. */
export type Undefined =
  'no-baseline' | 'not-measured' | 'no-target' | 'target-equals-base' | 'n-is-zero' | 'theory-only';

/** A figure that is a finite number, or null and why; never NaN, Infinity or -0. */
export type Figure =
  | { readonly value: number; readonly reason: null }
  | { readonly value: null; readonly reason: Undefined };

/** The version of the formulas of this file; raised when any answer could change. */
export const FORMULA = 'progress-1';

const PLACES = 1_000_000;

/** Values have at most six decimal places, so that in millionths they are whole and subtract exactly. */
const millionths = (value: number): number => Math.round(value * PLACES);

/** To six places; adding 0 turns -0 into 0. */
const figure = (value: number): Figure => ({
  value: Math.round(value * PLACES) / PLACES + 0,
  reason: null,
});

/** A figure that has no value. */
export const none = (reason: Undefined): Figure => ({ value: null, reason });

const gap = (base?: Measured, post?: Measured): Undefined | undefined => {
  if (!base) return 'no-baseline';
  if (!post) return 'not-measured';
  return base.n > 0 && post.n > 0 ? undefined : 'n-is-zero';
};

/** How far the measure moved the way it should: d × (post − base), so that better is positive. */
export function change(direction: Direction, base?: Measured, post?: Measured): Figure {
  const missing = gap(base, post);
  if (missing || !base || !post) return none(missing ?? 'no-baseline');
  const moved = millionths(post.value) - millionths(base.value);
  return figure((direction === 'up' ? moved : -moved) / PLACES);
}

/** How much of the way to the target was gone: (post − base) / (target − base), 1 when it was reached. */
export function targetShare(base?: Measured, post?: Measured, target?: number): Figure {
  const missing = gap(base, post);
  if (missing || !base || !post) return none(missing ?? 'no-baseline');
  if (target === undefined) return none('no-target');
  const way = millionths(target) - millionths(base.value);
  if (way === 0) return none('target-equals-base');
  return figure((millionths(post.value) - millionths(base.value)) / way);
}

/** How a target lies from the base. */
export type Aim = 'ahead' | 'equal' | 'against';

/** Whether a target lies the way the KPI ought to move; equal to the base it asks for nothing. */
export function aims(direction: Direction, base: number, target: number): Aim {
  const way = millionths(target) - millionths(base);
  if (way === 0) return 'equal';
  return way > 0 === (direction === 'up') ? 'ahead' : 'against';
}

/** How many a comparison of two measurements speaks of: the fewer of both. */
export const together = (base: Measured, post: Measured): number => Math.min(base.n, post.n);
