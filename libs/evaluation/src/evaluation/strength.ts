import type { Cap, Design, EvidencedKpi, Strength } from './evaluation.events.js';

/** The highest strength that may be rated, and what keeps it from being higher. */
export interface Ceiling {
  readonly level: Strength;
  readonly cappedBy: Cap | null;
}

/** Another final evaluation that is named as a replication of this one. */
export interface Replication {
  readonly final: boolean;
  readonly urn: string;
  readonly deliverer: string;
  readonly kpis: readonly EvidencedKpi[];
}

/** What the ceiling of an evaluation depends on. */
export interface Rated {
  readonly design: Design;
  readonly urn: string;
  readonly deliverer: string;
  readonly indicators: readonly string[];
  readonly costPence: number | null;
}

/** At how many other schools, by others, it must have worked before it counts as working at scale. */
const SCALE = 2;

const byDesign: Record<Design, Strength> = {
  theoryOnly: 1,
  beforeAfter: 2,
  comparison: 3,
  interruptedSeries: 3,
  trial: 3,
};

/**
 * The cap of domain.md §5. Past 3, a final evaluation must have found the same indicator moving for the better, and the cost
 * must be known; 5 asks for that at two other schools, each supported by somebody else.
 */
export function ceilingOf(rated: Rated, replications: readonly Replication[]): Ceiling {
  const level = byDesign[rated.design];
  if (level < 3) return { level, cappedBy: 'design' };
  const same = replications.filter(
    ({ final, kpis }) =>
      final &&
      kpis.some(
        (it) => rated.indicators.includes(it.indicator) && it.change !== null && it.change > 0,
      ),
  );
  if (same.length === 0) return { level, cappedBy: 'replication' };
  if (rated.costPence === null) return { level, cappedBy: 'cost' };
  const elsewhere = same.filter((it) => it.urn !== rated.urn && it.deliverer !== rated.deliverer);
  return new Set(elsewhere.map((it) => it.urn)).size < SCALE
    ? { level: 4, cappedBy: 'spread' }
    : { level: 5, cappedBy: null };
}

/** What keeps the ceiling where it is, as a sentence. */
export const because: Record<Cap, string> = {
  design: 'the design has no credible comparator',
  replication: 'no final evaluation that replicates it is named, on figures that may be shown',
  cost: 'what it cost is not known yet',
  spread: 'it has not been shown at two other schools by others',
};
