import { FORMULA } from '../figures/statistics.js';
import type { Level } from '../kpi/kpi.events.js';
import type { State } from './impact-row.js';
import { RULE, type Shown } from './suppression.js';

/** One figure of a board, with the address of the facts behind it. */
export type BoardFigure = Shown & { readonly provenance: string };

/** The figures of one indicator: the partnership's own first, then school by school. */
export interface IndicatorGroup {
  readonly indicator: string;
  readonly unit: string;
  readonly direction: string;
  readonly figures: readonly BoardFigure[];
}

/** What a partnership board asks: by level and KPI, what changed, how sure are we, at what cost? */
export interface Board {
  readonly partnershipId: string;
  /** The member schools at that moment. */
  readonly urns: readonly string[];
  readonly levels: readonly {
    readonly level: Level;
    readonly indicators: readonly IndicatorGroup[];
  }[];
  readonly totals: {
    readonly kpis: number;
    readonly byState: Readonly<Partial<Record<State, number>>>;
    /** How many figures stand on evidence of each strength; `none` have no final evaluation. */
    readonly byStrength: Readonly<Partial<Record<string, number>>>;
    /** What distinct deployments cost, in pence, however many KPIs share one. */
    readonly costPence: number;
    readonly terminatedPence: number;
    readonly deployments: number;
  };
  readonly formula: string;
  readonly suppression: string;
}

const levels: readonly Level[] = ['pupils', 'people', 'schools', 'partnership'];

/** Composes a board. Effects are shown side by side and never summed; costs are summed once per deployment. */
export function boardOf(
  partnershipId: string,
  urns: readonly string[],
  rows: readonly Shown[],
  provenanceOf: (kpiId: string) => string,
): Board {
  const figures = rows.map((it) => ({ ...it, provenance: provenanceOf(it.kpiId) })).sort(bySchool);
  const costs = [
    ...new Map(rows.flatMap((it) => it.costs).map((it) => [it.deploymentId, it])).values(),
  ];
  const cost = (ended: 'completed' | 'terminated') =>
    costs.reduce((sum, it) => (it.ended === ended ? sum + it.costPence : sum), 0);
  return {
    partnershipId,
    urns: [...urns].sort(),
    levels: levels.flatMap((level) => {
      const indicators = grouped(figures.filter((it) => it.level === level));
      return indicators.length > 0 ? [{ level, indicators }] : [];
    }),
    totals: {
      kpis: rows.length,
      byState: counted(rows.map((it) => it.state)),
      byStrength: counted(rows.map((it) => (it.strength === null ? 'none' : String(it.strength)))),
      costPence: cost('completed'),
      terminatedPence: cost('terminated'),
      deployments: new Set(rows.flatMap((it) => it.deploymentIds)).size,
    },
    formula: FORMULA,
    suppression: RULE,
  };
}

function grouped(figures: readonly BoardFigure[]): IndicatorGroup[] {
  const groups = new Map<string, { head: BoardFigure; figures: BoardFigure[] }>();
  for (const it of figures) {
    const name = JSON.stringify([it.indicator, it.unit, it.direction]);
    const group = groups.get(name) ?? { head: it, figures: [] };
    group.figures.push(it);
    groups.set(name, group);
  }
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .map(
      ([
        ,
        {
          head: { indicator, unit, direction },
          figures,
        },
      ]) => ({
        indicator,
        unit,
        direction,
        figures,
      }),
    );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const bySchool = (a: BoardFigure, b: BoardFigure): number =>
  compare(a.urn ?? '', b.urn ?? '') || compare(a.kpiId, b.kpiId);

function counted<T extends string>(words: readonly T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const it of [...words].sort()) counts[it] = (counts[it] ?? 0) + 1;
  return counts;
}
