import { reads } from '#read-model';
import { impactBoard } from './impact-board.projection.js';
import { shownTo } from './suppression.js';

/** `GET /v1/kpis`, one KPI with its figures, and the facts they come from. */
export const impactBoardReads = reads(impactBoard, {
  path: 'kpis',
  roles: ['board', 'broker', 'analyst', 'headteacher', 'chair', 'reviewer', 'evaluator'],
  identity: 'kpi',
  filters: ['urn', 'partnershipId', 'level', 'indicator', 'state'],
  serve: (row, { urns }) => ({ key: row.key, ...shownTo(urns, row) }),
});
