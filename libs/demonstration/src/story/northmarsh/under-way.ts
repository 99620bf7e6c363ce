import { designed, locked } from '../impact.js';
import { kpi, type Line, need } from '../line.js';
import { broker } from '../personas.js';
import { ref, step, type Step } from '../step.js';
import { agreement, during, proposal, request, start, visit } from '../support.js';

/** Leadership at Estuary: paused twice, since May; the design of its evaluation is fixed. */
const leadership: Line = {
  alias: 'north-leadership',
  partnership: 'northmarsh',
  urn: '900029',
  focusArea: 'leadership',
  leader: 'leader-8',
  halfDays: 12,
  window: { from: '2025-01-13', to: '2025-07-18' },
  kpi: {
    level: 'schools',
    indicator: 'Leadership self-review',
    unit: 'points',
    direction: 'up',
    base: 2.4,
    n: 6,
    target: 3.2,
  },
};

/** Phonics at Reedling: agreed, and not begun. */
const phonics: Line = {
  alias: 'north-phonics',
  partnership: 'northmarsh',
  urn: '900018',
  focusArea: 'phonics',
  leader: 'leader-2',
  halfDays: 6,
  window: { from: '2025-06-02', to: '2025-08-29' },
  kpi: {
    level: 'pupils',
    indicator: 'Year 1 phonics check',
    unit: '%',
    direction: 'up',
    base: 72,
    n: 45,
    target: 82,
  },
};

/** What goes on at the end of the year, or is about to. */
export const underWay: readonly Step[] = [
  ...need(leadership, '2024-11-11', '2024-11-18'),
  ...kpi(leadership, '2024-11-20'),
  ...request(leadership, '2024-11-21'),
  ...proposal(leadership, '2024-12-02'),
  ...agreement(leadership, '2024-12-09'),
  start(leadership),
  visit(leadership, '2025-01-13', 2),
  visit(leadership, '2025-03-03', 2),
  during(leadership, '2025-03-10', 'pause', { reason: 'The school is inspected.' }),
  during(leadership, '2025-03-24', 'resumption'),
  visit(leadership, '2025-04-28', 2),
  during(leadership, '2025-05-12', 'pause', { reason: 'A new head begins in September.' }),
  designed(leadership, '2025-06-16', { design: 'beforeAfter' }),
  locked(leadership, '2025-06-18'),

  ...need(phonics, '2025-04-29', '2025-05-02'),
  step('2025-05-02', broker('northmarsh'), [
    'referrals',
    ref('need-north-phonics'),
    'acknowledgement',
  ]),
  ...kpi(phonics, '2025-05-06'),
  ...request(phonics, '2025-05-07'),
  ...proposal(phonics, '2025-05-12'),
  ...agreement(phonics, '2025-05-19'),
];
