import { baselined, committed, kpi, type Line, type Measure, need, type Wish } from '../line.js';
import { head } from '../personas.js';
import type { Step } from '../step.js';
import { during, proposal, raised, request } from '../support.js';

/** Governance at Juniper Bank: proposed, awaiting consents. */
const governance: Line = {
  alias: 'governance',
  partnership: 'tidewater',
  urn: '900010',
  focusArea: 'governance',
  leader: 'leader-11',
  halfDays: 4,
  window: { from: '2025-06-02', to: '2025-07-18' },
  kpi: {
    level: 'schools',
    indicator: 'Governance self-review',
    unit: 'points',
    direction: 'up',
    base: 2.1,
    n: 8,
    target: 3,
  },
};

/** Leadership at Cinder Hill: the one leader has family there, so the request waits; its KPI has no baseline. */
const leadership: Line = {
  alias: 'leadership',
  partnership: 'tidewater',
  urn: '900027',
  focusArea: 'leadership',
  leader: 'leader-4',
  halfDays: 8,
  window: { from: '2025-04-22', to: '2025-07-18' },
  kpi: {
    level: 'schools',
    indicator: 'Leadership self-review',
    unit: 'points',
    direction: 'up',
    base: 2.3,
    n: 7,
    target: 3,
  },
};

/** Reading at Islet View: asked for in the last weeks of the year; its KPI has a baseline and no target. */
const reading: Wish & Measure = {
  alias: 'reading',
  partnership: 'tidewater',
  urn: '900009',
  focusArea: 'reading',
  halfDays: 6,
  window: { from: '2025-09-08', to: '2025-12-12' },
  kpi: {
    level: 'pupils',
    indicator: 'Reading at or above own age',
    unit: '%',
    direction: 'up',
    base: 62,
    n: 31,
    target: 72,
  },
};

/** What still waits for somebody: a consent, another leader, a broker. */
export const waiting: readonly Step[] = [
  ...need(leadership, '2025-02-10', '2025-02-17'),
  committed(leadership, '2025-02-24'),
  ...request(leadership, '2025-02-25'),
  ...proposal(leadership, '2025-03-03'),
  during(leadership, '2025-03-05', 'decline', {
    reason: 'The leader has family at the school: another one is looked for.',
  }),

  ...need(governance, '2025-04-28', '2025-05-06'),
  ...kpi(governance, '2025-05-12'),
  ...request(governance, '2025-05-13'),
  ...proposal(governance, '2025-05-19'),

  ...need(reading, '2025-06-17', '2025-06-20'),
  committed(reading, '2025-06-24'),
  baselined(reading, '2025-06-24'),
  raised(reading, '2025-07-01', head('900009')),
];
