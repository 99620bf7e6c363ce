import { closing, evaluated, evidence, finalised } from './impact.js';
import {
  agreement,
  during,
  kpi,
  type Line,
  measured,
  midpoint,
  need,
  proposal,
  request,
  start,
  visit,
} from './line.js';
import { board, broker } from './personas.js';
import { ref, step, type Step } from './step.js';

const base = { partnership: 'northmarsh' } as const;

/** Writing at Northsands: the whole line, with a comparison. */
const writing: Line = {
  ...base,
  alias: 'north-writing',
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

/** Leadership at Estuary: paused since May. */
const leadership: Line = {
  ...base,
  alias: 'north-leadership',
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
  ...base,
  alias: 'north-phonics',
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

/** Inclusion at Pebble Court: asked for, triaged, funded, nobody found yet. */
const inclusion: Line = {
  ...base,
  alias: 'north-inclusion',
  urn: '900016',
  focusArea: 'send',
  leader: '',
  halfDays: 8,
  window: { from: '2025-06-09', to: '2025-08-29' },
  kpi: {
    level: 'pupils',
    indicator: 'Progress of pupils with plans',
    unit: '%',
    direction: 'up',
    base: 48,
    n: 12,
    target: 60,
  },
};

/** Attendance at Otterford: the board declines to pay for it. */
const attendance: Line = {
  ...base,
  alias: 'north-attendance',
  urn: '900015',
  focusArea: 'attendance',
  leader: '',
  halfDays: 20,
  window: { from: '2025-02-24', to: '2025-07-18' },
  kpi: {
    level: 'pupils',
    indicator: 'Persistent absence',
    unit: '%',
    direction: 'down',
    base: 21,
    n: 438,
    target: 16,
  },
};

/** What happened in the Northmarsh Schools Alliance. */
export const northmarsh: readonly Step[] = [
  ...need(writing, '2024-10-01', '2024-10-07'),
  ...kpi(writing, '2024-10-09'),
  ...request(writing, '2024-10-10'),
  ...proposal(writing, '2024-10-17'),
  ...agreement(writing, '2024-10-24'),
  start(writing),
  visit(writing, '2024-11-04', 2),
  visit(writing, '2024-12-02', 2),
  visit(writing, '2025-02-03', 2),
  midpoint(writing, '2025-02-10'),
  visit(writing, '2025-03-24', 2),
  during(writing, '2025-05-09', 'extension', {
    halfDays: 0,
    to: '2025-06-20',
    by: 'supportedSchool',
  }),
  visit(writing, '2025-06-09', 2),
  during(writing, '2025-06-13', 'completion', { on: '2025-06-13' }),
  ...closing(writing, '2025-06-20', 3),
  measured(writing, '2025-07-04', 'Summer term', 62, 57),
  ...evidence(writing, '2025-07-07', 1, 'workSample'),
  ...evidence(writing, '2025-07-07', 2, 'interview'),
  ...evaluated(writing, '2025-07-09', {
    design: 'comparison',
    comparator: 'Three nearest schools on baseline and trend',
    strength: 3,
    items: 2,
  }),
  ...finalised(writing, '2025-07-15'),

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

  ...need(phonics, '2025-04-29', '2025-05-02'),
  ...kpi(phonics, '2025-05-06'),
  ...request(phonics, '2025-05-07'),
  ...proposal(phonics, '2025-05-12'),
  ...agreement(phonics, '2025-05-19'),

  ...need(inclusion, '2025-05-12', '2025-05-19'),
  ...request(inclusion, '2025-05-21'),

  ...need(attendance, '2025-01-13', '2025-01-20'),
  ...request(attendance, '2025-01-27').slice(0, 2),
  step(
    '2025-02-05',
    board('northmarsh'),
    ['support-requests', ref('request-north-attendance'), 'decline'],
    {
      reason: 'Twenty half days are a third of all there are',
    },
  ),

  step('2025-02-24', broker('northmarsh'), ['providers', ref('leader-7'), 'suspension'], {
    reason: 'A complaint is looked into.',
  }),
  step('2025-03-17', broker('northmarsh'), ['providers', ref('leader-7'), 'reinstatement']),
  step('2025-06-30', broker('northmarsh'), ['providers', ref('leader-9'), 'lapses'], {
    focusArea: 'send',
  }),
];
