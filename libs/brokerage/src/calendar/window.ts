import { type Day, Refusal } from '#eventing';
import { academicYearOf } from '#network';

/** The days within which something may happen, both included. */
export interface Window {
  readonly from: Day;
  readonly to: Day;
}

/** The window spelled out, without what else its bearer holds. */
export const windowOf = ({ from, to }: Window): Window => ({ from, to });

/** Whether a day lies within a window. */
export const covers = ({ from, to }: Window, day: string): boolean => from <= day && day <= to;

/** Whether two windows share a day. */
export const overlaps = (a: Window, b: Window): boolean => a.from <= b.to && b.from <= a.to;

/** The window from the first day of either to the last. */
export const spanOf = (a: Window, b: Window): Window => ({
  from: a.from < b.from ? a.from : b.from,
  to: a.to > b.to ? a.to : b.to,
});

/** The most of these windows that are open on any one day of `within`. */
export function mostAtOnce(windows: readonly Window[], within: Window): number {
  const beginnings = [within.from, ...windows.map((it) => it.from)].filter((it) =>
    covers(within, it),
  );
  return Math.max(0, ...beginnings.map((day) => windows.filter((it) => covers(it, day)).length));
}

/** Refuses a window that ends before it begins (`window-reversed`). */
export function refuseReversed({ from, to }: Window): void {
  if (to < from)
    throw new Refusal('window-reversed', `The window ends (${to}) before it begins (${from}).`);
}

/** Refuses a window that crosses 31 August (`window-crosses-years`): days are declared by academic year. */
export function refuseCrossing({ from, to }: Window): void {
  if (academicYearOf(from) !== academicYearOf(to))
    throw new Refusal(
      'window-crosses-years',
      'The window crosses 31 August, and days are declared by academic year: agree a second deployment.',
    );
}
