import { FORMULA } from '../figures/statistics.js';
import type { Level } from '../kpi/kpi.events.js';
import { type BoardFigure, figureOf } from './board-figure.js';
import { type State, states } from './impact-row.js';
import { RELEASE, RULE, type Shown } from './suppression.js';

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
    /** How many figures are in each state, in the order of a KPI's life. */
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
  /** The release that the figures belong to: none, they are served as they are entered. */
  readonly release: string;
}

const levels: readonly Level[] = ['pupils', 'people', 'schools', 'partnership'];

/** Composes a board. Effects are shown side by side and never summed; costs are summed once per deployment. */
export function boardOf(
  partnershipId: string,
  urns: readonly string[],
  rows: readonly Shown[],
  provenanceOf: (kpiId: string) => string | null,
): Board {
  const ordered = [...rows].sort(bySchool);
  const costs = [
    ...new Map(rows.flatMap((it) => it.costs).map((it) => [it.deploymentId, it])).values(),
  ];
  const cost = (ended: 'completed' | 'terminated') =>
    costs.reduce((sum, it) => (it.ended === ended ? sum + it.costPence : sum), 0);
  return {
    partnershipId,
    urns: [...urns].sort(),
    levels: levels.flatMap((level) => {
      const indicators = grouped(
        ordered.filter((it) => it.level === level),
        provenanceOf,
      );
      return indicators.length > 0 ? [{ level, indicators }] : [];
    }),
    totals: {
      kpis: rows.length,
      byState: counted(states, (state) => rows.filter((it) => it.state === state).length),
      byStrength: counted(
        strengths,
        (strength) => rows.filter((it) => String(it.strength ?? 'none') === strength).length,
      ),
      costPence: cost('completed'),
      terminatedPence: cost('terminated'),
      deployments: new Set(rows.flatMap((it) => it.deploymentIds)).size,
    },
    formula: FORMULA,
    suppression: RULE,
    release: RELEASE,
  };
}

function grouped(
  rows: readonly Shown[],
  provenanceOf: (kpiId: string) => string | null,
): IndicatorGroup[] {
  const groups = new Map<string, { head: Shown; figures: BoardFigure[] }>();
  for (const it of rows) {
    const name = JSON.stringify([it.indicator, it.unit, it.direction]);
    const group = groups.get(name) ?? { head: it, figures: [] };
    group.figures.push(figureOf(it, provenanceOf(it.kpiId)));
    groups.set(name, group);
  }
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .map(([, { head, figures }]) => {
      const { indicator, unit, direction } = head;
      return { indicator, unit, direction, figures };
    });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const bySchool = (a: Shown, b: Shown): number =>
  compare(a.urn ?? '', b.urn ?? '') || compare(a.kpiId, b.kpiId);

const strengths = ['1', '2', '3', '4', '5', 'none'] as const;

/** The words of which there are any, in their order. */
const counted = <T extends string>(
  words: readonly T[],
  count: (word: T) => number,
): Partial<Record<T, number>> =>
  Object.fromEntries(
    words.map((it) => [it, count(it)] as const).filter(([, many]) => many > 0),
  ) as Partial<Record<T, number>>;
