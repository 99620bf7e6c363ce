import { idOf } from '#eventing';
import { closing, evaluated, evidence, finalised } from './impact.js';
import {
  agreement,
  during,
  kpi,
  measured,
  midpoint,
  need,
  proposal,
  request,
  start,
  visit,
} from './line.js';
import { board, broker, evaluator, head } from './personas.js';
import { ref, step, type Step } from './step.js';
import {
  maths,
  attendance,
  communication,
  coaching,
  writing,
  behaviour,
  governance,
  reciprocity,
} from './tidewater-lines.js';

const by = evaluator('tidewater');

/** What happened in the Tidewater Learning Partnership. */
export const tidewater: readonly Step[] = [
  ...need(maths, '2024-10-07', '2024-10-14'),
  ...kpi(maths, '2024-10-15'),
  ...request(maths, '2024-10-16'),
  ...proposal(maths, '2024-10-21'),
  ...agreement(maths, '2024-10-23'),
  start(maths),
  visit(maths, '2024-11-04', 2),
  visit(maths, '2024-12-02', 2),
  visit(maths, '2025-01-20', 2),
  midpoint(maths, '2025-02-07'),
  during(maths, '2025-02-07', 'ratings', { rag: 'green', rationale: 'The planning hour holds.' }),
  measured(maths, '2025-03-14', 'Spring term', 61, 44),
  visit(maths, '2025-03-17', 2),
  visit(maths, '2025-05-19', 2),
  visit(maths, '2025-05-20', 1),
  during(maths, '2025-05-23', 'completion', { on: '2025-05-23' }),
  ...closing(maths, '2025-06-06', 4),
  measured(maths, '2025-07-04', 'Summer term', 65, 45),
  step('2025-07-11', by, ['kpis', ref('kpi-maths'), 'corrections'], {
    measurementId: ref('kpi-maths', (id) => idOf('measurement', id, '202425', 'Summer term')),
    value: 64,
    n: 45,
    reason: 'One paper was marked twice',
  }),
  ...evidence(maths, '2025-07-10', 1, 'workSample'),
  ...evidence(maths, '2025-07-10', 2, 'learnerStory'),
  ...evaluated(maths, '2025-07-14', { design: 'beforeAfter', strength: 2, items: 2 }),
  ...finalised(maths, '2025-07-18'),
  step('2025-07-21', broker('tidewater'), ['needs', ref('need-maths'), 'met'], {
    evaluationId: ref('evaluation-maths'),
  }),

  ...need(attendance, '2024-10-08', '2024-10-15'),
  ...kpi(attendance, '2024-10-17'),
  ...request(attendance, '2024-10-18'),
  ...proposal(attendance, '2024-10-28'),
  ...agreement(attendance, '2024-11-04'),
  start(attendance),
  visit(attendance, '2024-11-11', 2),
  visit(attendance, '2024-12-09', 1),
  step(
    '2024-12-11',
    broker('tidewater'),
    ['deployments', ref('deployment-attendance'), 'visit-corrections'],
    {
      visitId: ref('deployment-attendance', (id) => idOf(id, 'visit', 1)),
      halfDays: 2,
      reason: 'It was the whole day',
    },
  ),
  measured(attendance, '2025-01-17', 'Autumn term', 22.5, 400),
  midpoint(attendance, '2025-02-14'),
  during(attendance, '2025-02-14', 'ratings', {
    rag: 'amber',
    rationale: 'Calls home began late.',
  }),
  measured(attendance, '2025-04-04', 'Spring term', 21, 398),

  ...need(communication, '2024-11-04', '2024-11-18'),
  ...kpi(communication, '2024-11-19'),
  ...request(communication, '2024-11-20'),
  ...proposal(communication, '2024-12-02'),
  ...agreement(communication, '2024-12-09'),
  start(communication),
  visit(communication, '2025-01-13', 2),
  visit(communication, '2025-03-10', 2),
  visit(communication, '2025-05-12', 2),
  during(communication, '2025-06-13', 'completion', { on: '2025-06-13' }),
  measured(communication, '2025-07-04', 'Summer term', 44.4, 9),

  ...need(coaching, '2024-09-18', '2024-09-20'),
  ...kpi(coaching, '2024-09-23'),
  ...request(coaching, '2024-09-24'),
  ...proposal(coaching, '2024-09-26'),
  ...agreement(coaching, '2024-09-30'),
  start(coaching),
  visit(coaching, '2024-10-07', 2),
  visit(coaching, '2024-11-25', 2),
  visit(coaching, '2025-01-27', 2),
  during(coaching, '2025-02-14', 'completion', { on: '2025-02-14' }),
  ...closing(coaching, '2025-02-28', 3),
  measured(coaching, '2025-03-21', 'Spring term', 62, 16),
  ...evidence(coaching, '2025-03-24', 1, 'survey'),
  ...evidence(coaching, '2025-03-24', 2, 'observation'),
  ...evaluated(coaching, '2025-03-26', { design: 'beforeAfter', strength: 2, items: 2 }),
  ...finalised(coaching, '2025-03-28'),
  step('2025-06-10', board('tidewater'), ['evaluations', ref('evaluation-coaching'), 'reopening'], {
    reason: 'Two of the leaders asked have left: the survey is repeated',
  }),

  ...need(writing, '2024-11-11', '2024-11-18'),
  ...kpi(writing, '2024-11-25'),
  ...request(writing, '2024-11-26'),
  ...proposal(writing, '2024-12-03'),
  step('2024-12-06', head('900011'), ['deployments', ref('deployment-writing'), 'decline'], {
    by: 'homeSchool',
    reason: 'Two of our own classes have no teacher this term.',
  }),
  step(
    '2025-01-17',
    broker('tidewater'),
    ['support-requests', ref('request-writing'), 'withdrawal'],
    {
      reason: 'The school takes it into its own plan',
    },
  ),

  ...need(behaviour, '2024-10-14', '2024-10-21'),
  ...kpi(behaviour, '2024-10-25'),
  ...request(behaviour, '2024-10-28'),
  ...proposal(behaviour, '2024-11-04'),
  ...agreement(behaviour, '2024-11-11'),
  start(behaviour),
  visit(behaviour, '2024-11-18', 1),
  visit(behaviour, '2024-12-16', 1),
  during(behaviour, '2025-01-31', 'ratings', {
    rag: 'red',
    rationale: 'The agreed routines are not used.',
  }),
  during(behaviour, '2025-02-10', 'termination', {
    on: '2025-02-10',
    reason: 'The headteacher left, and the school pauses all outside work.',
  }),

  ...need(governance, '2025-04-28', '2025-05-06'),
  ...kpi(governance, '2025-05-12'),
  ...request(governance, '2025-05-13'),
  ...proposal(governance, '2025-05-19'),

  ...kpi(reciprocity, '2024-10-01', { partnershipId: ref('tidewater') }),
  measured(reciprocity, '2025-04-11', 'Spring term', 6, 14),
];
