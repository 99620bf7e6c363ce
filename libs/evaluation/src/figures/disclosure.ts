import type { AcademicPeriod } from '#network';
import type { Baseline, Level } from '../kpi/kpi.events.js';
import { change, type Direction, together } from './statistics.js';

/** Fewer pupils than this could be told apart: in a cohort, and between two cohorts of one figure. */
export const FEWEST = 11;

/** Whether a cohort is of so few that they could be told apart. */
export const few = (n: number | null | undefined): boolean => n != null && n > 0 && n < FEWEST;

/** Everything that was ever entered of a KPI, oldest first. */
export interface History {
  readonly level: Level;
  readonly direction: Direction;
  readonly baselines: readonly Baseline[];
  readonly measurements: readonly (Baseline & {
    readonly was: readonly { readonly value: number; readonly n: number }[];
  })[];
}

/** Which of the figures of a KPI may be shown to those who do not speak for its school. */
export interface Disclosure {
  /** Nothing that was measured of it may be shown, nor what could tell of that. */
  readonly closed: boolean;
  /** Whether a figure of this period and of so many may be shown. */
  readonly shows: (of: { readonly period: AcademicPeriod; readonly n: number }) => boolean;
  /** Whether a change follows from figures that may be shown, and so tells nothing more. */
  readonly follows: (of: { readonly change: number | null; readonly n: number | null }) => boolean;
}

const open: Disclosure = { closed: false, shows: () => true, follows: () => true };
const shut: Disclosure = { closed: true, shows: () => false, follows: () => false };

/**
 * Rule `local-2`, for figures about pupils. Once any cohort of a KPI is of fewer than 11, nothing measured of it is shown.
 * Otherwise what stands is shown, and of what was entered before for the same period that whose cohort differs from each
 * other one shown by nobody or by at least 11: from the difference of two the few between them could be worked out.
 */
export function disclosureOf({ level, direction, baselines, measurements }: History): Disclosure {
  if (level !== 'pupils') return open;
  const replaced = measurements.flatMap(({ period, was }) => was.map((it) => ({ ...it, period })));
  const entries = [
    ...baselines.slice(-1),
    ...measurements,
    ...[...baselines.slice(0, -1), ...replaced].reverse(),
  ];
  if (entries.some((it) => few(it.n))) return shut;
  const shown = new Map<string, number[]>();
  for (const { period, n } of entries) {
    const others = shown.get(nameOf(period)) ?? [];
    if (others.every((it) => !few(Math.abs(it - n)))) shown.set(nameOf(period), [...others, n]);
  }
  const shows: Disclosure['shows'] = ({ period, n }) =>
    shown.get(nameOf(period))?.includes(n) ?? false;
  const results = entries.filter(shows);
  return {
    closed: false,
    shows,
    follows: ({ change: moved, n }) =>
      moved === null ||
      results.some((base) =>
        results.some(
          (post) => change(direction, base, post).value === moved && together(base, post) === n,
        ),
      ),
  };
}

const nameOf = ({ year, name }: AcademicPeriod): string => `${year} ${name}`;
