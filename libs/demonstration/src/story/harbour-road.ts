import { agreedTo, need, noticed, type Wish } from './line.js';
import { broker } from './personas.js';
import { ref, step, type Step } from './step.js';
import { raised, triaged } from './support.js';

const by = broker('harbour-road');
const summer = { from: '2025-06-16', to: '2025-08-29' };
const wish = (alias: string, urn: string, focusArea: string): Wish => ({
  ...{ alias, urn, focusArea, partnership: 'harbour-road', halfDays: 6, window: summer },
});

const earlyYears = wish('harbour-early-years', '900022', 'early-years');
const science = wish('harbour-science', '900031', 'science');
const wellbeing = wish('harbour-wellbeing', '900024', 'wellbeing');
const curriculum = wish('harbour-curriculum', '900039', 'curriculum');
const english = wish('harbour-eal', '900037', 'eal');

const toNeed = (it: Wish, on: string, intent: string, body: Readonly<Record<string, unknown>>) =>
  step(on, by, ['needs', ref(`need-${it.alias}`), intent], body);
const acknowledged = (it: Wish, on: string): Step =>
  step(on, by, ['referrals', ref(`need-${it.alias}`), 'acknowledgement']);

/** What happened in the Harbour Road Collaborative, which fell dormant: needs, and little else yet. */
export const harbourRoad: readonly Step[] = [
  ...need(earlyYears, '2024-11-05', '2024-11-12'),
  acknowledged(earlyYears, '2024-11-14'),
  toNeed(earlyYears, '2025-02-10', 'priority', {
    severity: 4,
    reason: 'Spring assessments confirm it',
  }),
  raised(earlyYears, '2025-06-10'),
  triaged(earlyYears, '2025-06-12', 'urgent'),

  noticed(science, '2025-01-21'),
  toNeed(science, '2025-03-04', 'withdrawal', { reason: 'The trust has found a teacher' }),

  ...need(wellbeing, '2025-05-13', '2025-05-20'),
  acknowledged(wellbeing, '2025-05-22'),

  noticed(curriculum, '2025-06-03'),

  noticed(english, '2025-06-24'),
  agreedTo(english, '2025-07-01'),
];
