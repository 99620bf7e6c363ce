import { designed, registered, rejected } from '../impact.js';
import { kpi, type Line, measured, need } from '../line.js';
import type { Step } from '../step.js';
import {
  agreement,
  during,
  midpoint,
  proposal,
  request,
  start,
  visit,
  visitCorrected,
} from '../support.js';

/** Attendance at Gullwing: active and amber, one visit corrected; its evaluation is designed before it ends. */
const line: Line = {
  alias: 'attendance',
  partnership: 'tidewater',
  urn: '900007',
  focusArea: 'attendance',
  leader: 'leader-3',
  halfDays: 10,
  window: { from: '2024-11-11', to: '2025-07-18' },
  kpi: {
    level: 'pupils',
    indicator: 'Persistent absence',
    unit: '%',
    direction: 'down',
    base: 24,
    n: 402,
    target: 18,
  },
};

export const attendance: readonly Step[] = [
  ...need(line, '2024-10-08', '2024-10-15'),
  ...kpi(line, '2024-10-17'),
  ...request(line, '2024-10-18'),
  ...proposal(line, '2024-10-28'),
  ...agreement(line, '2024-11-04'),
  start(line),
  visit(line, '2024-11-11', 2),
  visit(line, '2024-12-09', 1),
  visitCorrected(line, '2024-12-11', 1, 2, 'It was the whole day'),
  measured(line, '2025-01-17', 'Autumn term', 22.5, 400),
  midpoint(line, '2025-02-14'),
  during(line, '2025-02-14', 'ratings', { rag: 'amber', rationale: 'Calls home began late.' }),
  measured(line, '2025-04-04', 'Spring term', 21, 398),
  registered(line, '2025-04-25', 1, 'data'),
  rejected(line, '2025-04-30', 1, 'These are the registers of the year before'),
  registered(line, '2025-06-27', 2, 'document'),
  designed(line, '2025-06-30', { design: 'beforeAfter' }),
];
