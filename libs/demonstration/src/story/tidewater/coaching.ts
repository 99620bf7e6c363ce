import { analysed, attached, designed, evidence, finalised, locked, moderated } from '../impact.js';
import { kpi, type Line, measured, need } from '../line.js';
import { board } from '../personas.js';
import { ref, step, type Step } from '../step.js';
import { agreement, closed, completed, proposal, request, start, visit } from '../support.js';

/** Coaching at Breakwater: final in March, opened again in June. */
const line: Line = {
  alias: 'coaching',
  partnership: 'tidewater',
  urn: '900026',
  focusArea: 'middle-leadership',
  leader: 'leader-4',
  halfDays: 6,
  window: { from: '2024-10-07', to: '2025-02-28' },
  kpi: {
    level: 'people',
    indicator: 'Middle leaders who coach weekly',
    unit: '%',
    direction: 'up',
    base: 40,
    n: 15,
    target: 70,
  },
};

export const coaching: readonly Step[] = [
  ...need(line, '2024-09-18', '2024-09-20'),
  ...kpi(line, '2024-09-23'),
  ...request(line, '2024-09-24'),
  ...proposal(line, '2024-09-26'),
  ...agreement(line, '2024-09-30'),
  start(line),
  visit(line, '2024-10-07', 2),
  visit(line, '2024-11-25', 2),
  visit(line, '2025-01-27', 2),
  completed(line, '2025-02-14'),
  ...closed(line, '2025-02-28', 3),
  measured(line, '2025-03-21', 'Spring term', 62, 16),
  ...evidence(line, '2025-03-24', 1, 'survey'),
  ...evidence(line, '2025-03-24', 2, 'observation'),
  designed(line, '2025-03-26', { design: 'beforeAfter' }),
  locked(line, '2025-03-26'),
  ...attached(line, '2025-03-26', 1, 2),
  ...analysed(line, '2025-03-26', 2),
  moderated(line, '2025-03-28', true),
  finalised(line, '2025-03-28'),
  step('2025-06-10', board('tidewater'), ['evaluations', ref('evaluation-coaching'), 'reopening'], {
    reason: 'Two of the leaders asked have left: the survey is repeated',
  }),
];
