import { kpi, type Line, need } from '../line.js';
import { broker, head } from '../personas.js';
import { drafted, objective, type Plan, toPlan } from '../planning.js';
import { ref, step, type Step } from '../step.js';
import { during, proposal, request } from '../support.js';

/** Writing at Dunlin Road: the home school says no, and the request is withdrawn. */
const line: Line = {
  alias: 'writing',
  partnership: 'tidewater',
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

/** The school's own plan, which that of its trust overtakes. */
const plan: Plan = {
  alias: 'dunlin-road',
  subject: { urn: '900004' },
  title: 'Writing at Dunlin Road',
  by: head('900004'),
};

export const writing: readonly Step[] = [
  ...need(line, '2024-11-11', '2024-11-18'),
  ...kpi(line, '2024-11-25'),
  ...request(line, '2024-11-26'),
  ...proposal(line, '2024-12-03'),
  during(
    line,
    '2024-12-06',
    'decline',
    { reason: 'Two of our own classes have no teacher this term.' },
    head('900011'),
  ),
  step(
    '2025-01-17',
    broker('tidewater'),
    ['support-requests', ref('request-writing'), 'withdrawal'],
    { reason: 'The school takes it into its own plan' },
  ),
  drafted(plan, '2025-01-20'),
  objective(plan, '2025-01-20', {
    focusArea: 'writing',
    kpi: 'writing',
    due: 'Summer term',
    text: 'Every class writes at length once a week',
  }),
  toPlan(plan, '2025-05-02', 'abandonment', { reason: 'The trust has a plan for all its schools' }),
];
