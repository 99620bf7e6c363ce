import type { Line } from './line.js';

const base = { partnership: 'tidewater' } as const;

/** Maths at Eastmere: the whole line, to impact that is evidenced. */
export const maths: Line = {
  ...base,
  alias: 'maths',
  urn: '900005',
  focusArea: 'maths',
  leader: 'leader-1',
  halfDays: 12,
  window: { from: '2024-11-04', to: '2025-05-30' },
  kpi: {
    level: 'pupils',
    indicator: 'KS2 maths, expected standard',
    unit: '%',
    direction: 'up',
    base: 58,
    n: 44,
    target: 66,
  },
};

/** Attendance at Gullwing: active and amber, one visit corrected. */
export const attendance: Line = {
  ...base,
  alias: 'attendance',
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

/** Communication at Lodestar: nine pupils, so the board sees no figure; completed, evaluation due. */
export const communication: Line = {
  ...base,
  alias: 'communication',
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
    target: 55.6,
  },
};

/** Coaching at Breakwater: final in March, opened again in June. */
export const coaching: Line = {
  ...base,
  alias: 'coaching',
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

/** Writing at Dunlin Road: the home school says no, and the request is withdrawn. */
export const writing: Line = {
  ...base,
  alias: 'writing',
  urn: '900004',
  focusArea: 'writing',
  leader: 'leader-6',
  halfDays: 8,
  window: { from: '2025-01-13', to: '2025-05-23' },
  kpi: {
    level: 'pupils',
    indicator: 'KS2 writing, expected standard',
    unit: '%',
    direction: 'up',
    base: 61,
    n: 41,
    target: 70,
  },
};

/** Behaviour at Fernhollow: terminated after two visits. */
export const behaviour: Line = {
  ...base,
  alias: 'behaviour',
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

/** Governance at Juniper Bank: proposed, awaiting consents. */
export const governance: Line = {
  ...base,
  alias: 'governance',
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

/** The partnership's own KPI: schools that both give and receive. */
export const reciprocity: Line = {
  ...base,
  alias: 'reciprocity',
  urn: '',
  focusArea: '',
  leader: '',
  halfDays: 0,
  window: { from: '', to: '' },
  kpi: {
    level: 'partnership',
    indicator: 'Members that give and receive support',
    unit: 'schools',
    direction: 'up',
    base: 3,
    n: 14,
    target: 8,
  },
};
