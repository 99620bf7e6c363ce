import { readsOf } from '#http';
import { impactBoard } from './impact-board.projection.js';
import { shownTo } from './suppression.js';

/** `GET /v1/kpis`, one KPI with its figures, and the facts they come from. */
export const KpiReadsController = readsOf(impactBoard, {
  route: 'kpis',
  identity: 'kpi',
  filters: ['urn', 'partnershipId', 'level', 'indicator', 'state'],
  serve: (row, { identity }) => ({ key: row.key, ...shownTo(identity.urns, row) }),
});
