import { plusDays } from '#eventing';
import { reads } from '#read-model';
import { disclosureOf } from '../figures/disclosure.js';
import { kpiFold, type KpiState } from '../kpi/kpi-state.js';
import { impactBoard } from './impact-board.projection.js';
import { shownTo } from './suppression.js';

/**
 * `GET /v1/kpis`, one KPI with its figures, and the events they come from. Lists are neither narrowed nor ordered by a
 * figure: where it is withheld, its place among the others would tell it.
 */
export const impactBoardReads = reads(impactBoard, {
  path: 'kpis',
  roles: ['board', 'broker', 'analyst', 'headteacher', 'chair', 'reviewer', 'evaluator'],
  identity: 'kpi',
  flags: {
    overdue: {
      says: 'An evaluation was called for by a day that is over',
      when: (today) => ({ 'evaluationDueBy.to': plusDays(today, -1) }),
    },
  },
  adds: {
    suppression: 'The rule; what it withholds reads `c`',
    release: 'The release that the figures belong to: `none`, they are served as they are entered',
  },
  now: kpiFold,
  serve: (row, { urns }, now) => ({ key: row.key, ...shownTo(urns, row, judgedBy(now)) }),
});

function judgedBy(now: unknown) {
  const kpi = now as KpiState | undefined;
  return kpi && kpi.status !== 'none' ? disclosureOf(kpi) : undefined;
}
