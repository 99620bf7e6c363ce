import { analysed, attached, designed, evidence, finalised, locked, moderated } from '../impact.js';
import { kpi, type Line, measured, need } from '../line.js';
import type { Step } from '../step.js';
import {
  agreement,
  closed,
  completed,
  during,
  midpoint,
  proposal,
  request,
  start,
  visit,
} from '../support.js';

/** Writing at Northsands: the whole line, extended once, with a comparison. */
const line: Line = {
  alias: 'north-writing',
  partnership: 'northmarsh',
  urn: '900014',
  focusArea: 'writing',
  leader: 'leader-6',
  halfDays: 10,
  window: { from: '2024-11-04', to: '2025-05-23' },
  kpi: {
    level: 'pupils',
    indicator: 'KS2 writing, expected standard',
    unit: '%',
    direction: 'up',
    base: 55,
    n: 58,
    target: 65,
  },
};

export const writing: readonly Step[] = [
  ...need(line, '2024-10-01', '2024-10-07'),
  ...kpi(line, '2024-10-09'),
  ...request(line, '2024-10-10'),
  ...proposal(line, '2024-10-17'),
  ...agreement(line, '2024-10-24'),
  start(line),
  visit(line, '2024-11-04', 2),
  visit(line, '2024-12-02', 2),
  visit(line, '2025-02-03', 2),
  midpoint(line, '2025-02-10'),
  visit(line, '2025-03-24', 2),
  during(line, '2025-05-09', 'extension', {
    halfDays: 0,
    to: '2025-06-20',
    onBehalfOf: 'supportedSchool',
  }),
  visit(line, '2025-06-09', 2),
  completed(line, '2025-06-13'),
  ...closed(line, '2025-06-20', 3),
  measured(line, '2025-07-04', 'Summer term', 62, 57),
  ...evidence(line, '2025-07-07', 1, 'workSample'),
  ...evidence(line, '2025-07-07', 2, 'interview'),
  designed(line, '2025-07-09', {
    design: 'comparison',
    comparator: 'Three nearest schools on baseline and trend',
  }),
  locked(line, '2025-07-09'),
  ...attached(line, '2025-07-09', 1, 2),
  ...analysed(line, '2025-07-09', 3),
  moderated(line, '2025-07-15', true),
  finalised(line, '2025-07-15'),
];
