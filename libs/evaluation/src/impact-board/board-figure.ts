import type { Shown } from './suppression.js';

/** What a board shows of a KPI; its history and its parts stand at `/v1/kpis/{id}`. */
export const boardColumns = [
  'kpiId',
  'urn',
  'state',
  'change',
  'changeReason',
  'targetShare',
  'targetShareReason',
  'n',
  'baseline',
  'latest',
  'target',
  'targetAim',
  'strength',
  'confidence',
  'claim',
  'evidencedChange',
  'evaluationDueBy',
  'costPence',
  'terminatedPence',
  'deploymentIds',
] as const satisfies readonly (keyof Shown)[];

/** One figure of a board, with the rule that may withhold it and the address of the events behind it. */
export type BoardFigure = Pick<Shown, (typeof boardColumns)[number] | 'suppression'> & {
  /** Null for those who may read the board, and not the KPIs of the school. */
  readonly provenance: string | null;
};

/** A row as a board shows it. What the group says of all its figures is not said again. */
export const figureOf = (row: Shown, provenance: string | null): BoardFigure => ({
  ...(Object.fromEntries(boardColumns.map((it) => [it, row[it]])) as Pick<
    Shown,
    (typeof boardColumns)[number]
  >),
  suppression: row.suppression,
  provenance,
});
