import { broker, head } from './personas.js';
import { ref, step, type Step } from './step.js';

const by = broker('harbour-road');
const seen = (on: string, alias: string, urn: string, focusArea: string, severity: number): Step =>
  step(
    on,
    by,
    ['needs'],
    { urn, focusArea, severity, source: 'visit', evidenceRefs: [`visit:${on}`] },
    alias,
  );

/** What happened in the Harbour Road Collaborative, which is still forming: needs, and little else yet. */
export const harbourRoad: readonly Step[] = [
  seen('2024-11-05', 'harbour-early-years', '900022', 'early-years', 2),
  step('2024-11-12', head('900022'), ['needs', ref('harbour-early-years'), 'validation'], {
    agreedBy: 'headteacher',
    agreedOn: '2024-11-12',
  }),
  step('2025-02-10', by, ['needs', ref('harbour-early-years'), 'priority'], {
    severity: 4,
    reason: 'Spring assessments confirm it',
  }),
  seen('2025-01-21', 'harbour-science', '900031', 'science', 2),
  step('2025-03-04', by, ['needs', ref('harbour-science'), 'withdrawal'], {
    reason: 'The trust has found a teacher',
  }),
  seen('2025-05-13', 'harbour-wellbeing', '900024', 'wellbeing', 3),
  seen('2025-06-03', 'harbour-curriculum', '900039', 'curriculum', 1),
];
