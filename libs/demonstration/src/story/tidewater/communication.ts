import { corrected, kpi, type Line, measured, need } from '../line.js';
import type { Step } from '../step.js';
import { agreement, completed, proposal, request, start, visit } from '../support.js';

/** Communication at Lodestar: nine pupils, so only the school sees the figures; completed, evaluation due. */
const line: Line = {
  alias: 'communication',
  partnership: 'tidewater',
  urn: '900033',
  focusArea: 'send',
  leader: 'leader-9',
  halfDays: 6,
  window: { from: '2025-01-13', to: '2025-06-27' },
  kpi: {
    level: 'pupils',
    indicator: 'Communication goals met',
    unit: '%',
    direction: 'up',
    base: 33.3,
    n: 9,
    target: 66.7,
  },
};

export const communication: readonly Step[] = [
  ...need(line, '2024-11-04', '2024-11-18'),
  ...kpi(line, '2024-11-19'),
  ...request(line, '2024-11-20'),
  ...proposal(line, '2024-12-02'),
  ...agreement(line, '2024-12-09'),
  start(line),
  visit(line, '2025-01-13', 2),
  visit(line, '2025-03-10', 2),
  visit(line, '2025-05-12', 2),
  completed(line, '2025-06-13'),
  measured(line, '2025-07-04', 'Summer term', 44.4, 9),
  corrected(line, '2025-07-09', 'Summer term', {
    value: 55.6,
    n: 9,
    reason: 'Entered before the last week was in',
  }),
];
