import { analysed, attached, designed, evidence, finalised, locked, moderated } from '../impact.js';
import { corrected, kpi, type Line, measured, need } from '../line.js';
import { broker } from '../personas.js';
import { ref, step, type Step } from '../step.js';
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

/** Maths at Eastmere: the whole line, to impact that is evidenced. */
const line: Line = {
  alias: 'maths',
  partnership: 'tidewater',
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

export const maths: readonly Step[] = [
  ...need(line, '2024-10-07', '2024-10-14'),
  ...kpi(line, '2024-10-15'),
  ...request(line, '2024-10-16'),
  ...proposal(line, '2024-10-21'),
  ...agreement(line, '2024-10-23'),
  start(line),
  visit(line, '2024-11-04', 2),
  visit(line, '2024-12-02', 2),
  visit(line, '2025-01-20', 2),
  midpoint(line, '2025-02-07'),
  during(line, '2025-02-07', 'ratings', { rag: 'green', rationale: 'The planning hour holds.' }),
  measured(line, '2025-03-14', 'Spring term', 61, 44),
  visit(line, '2025-03-17', 2),
  visit(line, '2025-05-19', 2),
  visit(line, '2025-05-20', 1),
  completed(line, '2025-05-23'),
  ...closed(line, '2025-06-06', 4),
  measured(line, '2025-07-04', 'Summer term', 65, 45),
  ...evidence(line, '2025-07-10', 1, 'workSample'),
  ...evidence(line, '2025-07-10', 2, 'learnerStory'),
  corrected(line, '2025-07-11', 'Summer term', {
    value: 64,
    n: 45,
    reason: 'One paper was marked twice',
  }),
  designed(line, '2025-07-14', { design: 'beforeAfter' }),
  locked(line, '2025-07-14'),
  ...attached(line, '2025-07-14', 1, 2),
  ...analysed(line, '2025-07-14', 2),
  moderated(line, '2025-07-18', true),
  finalised(line, '2025-07-18'),
  step('2025-07-21', broker('tidewater'), ['needs', ref('need-maths'), 'met'], {
    evaluationId: ref('evaluation-maths'),
  }),
];
