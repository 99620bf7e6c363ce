import { Refusal } from '#eventing';
import { type AcademicPeriod, daysOf } from '#network';
import { disclosureOf } from '../figures/disclosure.js';
import { aims } from '../figures/statistics.js';
import type { KpiPlan } from './kpi-state.js';
import type { Baseline } from './kpi.events.js';

/** A period's value as plain data, so that no instance of a command class slips into an event. */
export const baselineOf = ({ year, name }: AcademicPeriod, value: number, n: number): Baseline => ({
  period: { year, name },
  value,
  n,
});

/** A figure is of a period that has at least begun. */
export function requireBegun(period: AcademicPeriod, today: string): void {
  if (daysOf(period).from > today)
    throw new Refusal('period-in-future', 'The period has not begun yet.');
}

interface Acting {
  readonly urns: readonly string[];
}

/** Whether somebody may know the figures of a KPI: those that are withheld are its school's alone. */
export const sees = ({ urns }: Acting, kpi: KpiPlan): boolean =>
  (kpi.urn !== undefined && urns.includes(kpi.urn)) || !disclosureOf(kpi).closed;

/**
 * A target lies ahead of the base, the way the KPI ought to move; asked only of those who may know both, since a refusal
 * would tell. What others set is taken as it is, and the board shows how it lies to those who see (docs/adr/0029).
 */
export function requireAim(
  kpi: KpiPlan,
  actor: Acting,
  base: number,
  target: number | undefined,
): void {
  if (target === undefined || !sees(actor, kpi)) return;
  const { direction } = kpi;
  const aim = aims(direction, base, target);
  if (aim === 'equal')
    throw new Refusal('target-equals-base', 'The target equals the baseline: it asks for nothing.');
  if (aim === 'against')
    throw new Refusal(
      'target-against-direction',
      `The KPI ought to go ${direction}, and the target lies the other way from the baseline.`,
    );
}

/** The target day lies after the baseline period. */
export function requireTargetAfter(period: AcademicPeriod, by: string | undefined): void {
  if (by !== undefined && by <= daysOf(period).to)
    throw new Refusal(
      'target-before-baseline',
      'The target day lies within the baseline period or before it.',
    );
}

/** A baseline is of a window that ended before any support began. */
export function requireBeforeSupport(baseline: Baseline, starts: readonly string[]): void {
  const { to } = daysOf(baseline.period);
  const first = starts.find((it) => it <= to);
  if (first !== undefined)
    throw new Refusal(
      'baseline-after-support',
      `The baseline window ends on ${to}; support starts on ${first}. Take an earlier period.`,
    );
}
