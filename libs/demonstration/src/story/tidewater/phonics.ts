import { analysed, attached, designed, evidence, locked, moderated } from '../impact.js';
import { kpi, type Line, measured, need } from '../line.js';
import type { Step } from '../step.js';
import {
  agreement,
  closed,
  completed,
  midpoint,
  proposal,
  request,
  start,
  visit,
  visitCorrected,
} from '../support.js';

/** Phonics at Hollins Green: told late that it was completed, costed anew since, and sent back by the moderator. */
const line: Line = {
  alias: 'phonics',
  partnership: 'tidewater',
  urn: '900008',
  focusArea: 'phonics',
  leader: 'leader-2',
  halfDays: 8,
  window: { from: '2024-11-18', to: '2025-06-27' },
  kpi: {
    level: 'pupils',
    indicator: 'Year 1 phonics check',
    unit: '%',
    direction: 'up',
    base: 68,
    n: 60,
    target: 78,
  },
};

export const phonics: readonly Step[] = [
  ...need(line, '2024-10-21', '2024-11-01'),
  ...kpi(line, '2024-11-04'),
  ...request(line, '2024-11-05'),
  ...proposal(line, '2024-11-07'),
  ...agreement(line, '2024-11-12'),
  start(line),
  visit(line, '2024-11-25', 2),
  visit(line, '2025-01-20', 2),
  midpoint(line, '2025-02-12'),
  visit(line, '2025-03-10', 2),
  visit(line, '2025-05-12', 1),
  measured(line, '2025-06-26', 'Summer term', 74, 58),
  completed(line, '2025-06-20', '2025-07-07'),
  ...closed(line, '2025-07-09', 3),
  visitCorrected(line, '2025-07-10', 2, 1, 'The afternoon was given to another school'),
  ...evidence(line, '2025-07-10', 1, 'data'),
  ...evidence(line, '2025-07-10', 2, 'observation'),
  designed(line, '2025-07-11', { design: 'beforeAfter' }),
  locked(line, '2025-07-11'),
  ...attached(line, '2025-07-11', 1, 2),
  ...analysed(line, '2025-07-11', 2),
  moderated(line, '2025-07-16', false),
];
