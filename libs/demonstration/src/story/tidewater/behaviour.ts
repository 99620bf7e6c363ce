import { attached, designed, evidence, locked } from '../impact.js';
import { kpi, type Line, measured, need } from '../line.js';
import type { Step } from '../step.js';
import { agreement, completed, during, proposal, request, start, visit } from '../support.js';

/** Behaviour at Fernhollow: terminated after two visits. */
const first: Line = {
  alias: 'behaviour',
  partnership: 'tidewater',
  urn: '900006',
  focusArea: 'behaviour',
  leader: 'leader-7',
  halfDays: 8,
  window: { from: '2024-11-18', to: '2025-04-04' },
  kpi: {
    level: 'pupils',
    indicator: 'Suspensions per 100 pupils',
    unit: 'per 100',
    direction: 'down',
    base: 6.2,
    n: 365,
    target: 4,
  },
};

/** Another leader takes it up in summer, with what is left of the days and the money. */
const second: Line = {
  ...first,
  alias: 'behaviour-again',
  after: 'behaviour',
  leader: 'leader-12',
  halfDays: 4,
  window: { from: '2025-05-06', to: '2025-07-11' },
};

export const behaviour: readonly Step[] = [
  ...need(first, '2024-10-14', '2024-10-21'),
  ...kpi(first, '2024-10-25'),
  ...request(first, '2024-10-28'),
  ...proposal(first, '2024-11-04'),
  ...agreement(first, '2024-11-11'),
  start(first),
  visit(first, '2024-11-18', 1),
  visit(first, '2024-12-16', 1),
  during(first, '2025-01-31', 'ratings', {
    rag: 'red',
    rationale: 'The agreed routines are not used.',
  }),
  during(first, '2025-02-10', 'termination', {
    on: '2025-02-10',
    reason: 'The headteacher left, and the school pauses all outside work.',
  }),
  designed(first, '2025-03-05', { design: 'theoryOnly' }),
  locked(first, '2025-03-05'),
  ...evidence(first, '2025-03-06', 1, 'document'),
  ...attached(first, '2025-03-07', 1),

  ...proposal(second, '2025-04-28'),
  ...agreement(second, '2025-05-02'),
  start(second),
  visit(second, '2025-05-13', 2),
  visit(second, '2025-06-17', 1),
  completed(second, '2025-07-04'),
  measured(first, '2025-07-08', 'Summer term', 5.4, 361),
];
