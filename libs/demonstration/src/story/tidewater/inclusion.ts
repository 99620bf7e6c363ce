import {
  analysed,
  attached,
  designed,
  evidence,
  locked,
  moderated,
  superseded,
} from '../impact.js';
import { kpi, type Line, type Measure, measured, need, planned, toKpi } from '../line.js';
import type { Step } from '../step.js';
import { agreement, closed, completed, proposal, request, start, visit } from '../support.js';

/** Inclusion at Alderbrook: one deployment that is to move two KPIs; moderated, and not final yet. */
const line: Line = {
  alias: 'inclusion',
  moves: ['inclusion', 'inclusion-pupils'],
  partnership: 'tidewater',
  urn: '900001',
  focusArea: 'send',
  leader: 'leader-5',
  halfDays: 6,
  window: { from: '2025-01-13', to: '2025-05-23' },
  kpi: {
    level: 'people',
    indicator: 'Staff who adapt lessons with confidence',
    unit: '%',
    direction: 'up',
    base: 45,
    n: 22,
    target: 75,
  },
};

/** Eleven pupils are just enough for the board to see the figure. */
const pupils: Measure = {
  alias: 'inclusion-pupils',
  partnership: 'tidewater',
  urn: '900001',
  kpi: {
    level: 'pupils',
    indicator: 'Pupils with plans who meet their targets',
    unit: '%',
    direction: 'up',
    base: 50,
    n: 12,
    target: 65,
  },
};

export const inclusion: readonly Step[] = [
  ...need(line, '2024-11-18', '2024-11-25'),
  ...kpi(line, '2024-11-27'),
  ...planned(pupils, '2024-11-27'),
  ...request(line, '2024-11-28'),
  ...proposal(line, '2024-12-04'),
  ...agreement(line, '2024-12-10'),
  toKpi(pupils, '2024-12-12', 'lock'),
  start(line),
  visit(line, '2025-01-13', 2),
  visit(line, '2025-03-03', 2),
  visit(line, '2025-05-06', 1),
  completed(line, '2025-05-16'),
  measured(line, '2025-06-12', 'Summer term', 66, 20),
  measured(pupils, '2025-06-12', 'Summer term', 60, 11),
  ...closed(line, '2025-06-13', 4),
  ...evidence(line, '2025-06-16', 1, 'survey'),
  ...evidence(line, '2025-06-24', 2, 'survey'),
  superseded(line, '2025-06-24', 1, 2),
  ...evidence(line, '2025-06-25', 3, 'interview'),
  designed(line, '2025-07-02', { design: 'beforeAfter' }),
  locked(line, '2025-07-02'),
  ...attached(line, '2025-07-02', 2, 3),
  ...analysed(line, '2025-07-03', 2),
  moderated(line, '2025-07-21', true),
];
