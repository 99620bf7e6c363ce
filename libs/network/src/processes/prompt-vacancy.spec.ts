import { expect, it } from '@jest/globals';
import { answersOf, foldOf } from '#eventing';
import { answersLawfully, commandsOf, recorded } from '#testing';
import type { SuccessionPlanEvent } from '../succession-plan/succession-plan.events.js';
import { successionPlan } from '../succession-plan/succession-plan.js';
import { promptVacancy } from './prompt-vacancy.process.js';

const own = { successionId: 'p1.boardChair', partnershipId: 'p1', role: 'boardChair' };
const since = '2025-09-15';
const due = '2025-12-15';
const identified: SuccessionPlanEvent = { type: 'KeyRoleIdentified', data: own };
const vacated = {
  type: 'KeyRoleVacated',
  data: { ...own, vacancy: 1, on: since },
} as const satisfies SuccessionPlanEvent;
const filled: SuccessionPlanEvent = {
  type: 'KeyRoleFilled',
  data: { ...own, vacancy: 1, personId: 'ann', on: '2025-09-20' },
};
const again: SuccessionPlanEvent = {
  type: 'KeyRoleVacated',
  data: { ...own, vacancy: 2, on: '2025-09-22' },
};

it('prompts for the vacancy, not before it is 13 weeks old', () =>
  commandsOf(promptVacancy)(vacated).then({
    category: 'network.succession',
    id: 'p1.boardChair',
    command: { type: 'PromptVacancy', vacancy: 1 },
    notBefore: due,
  }));

it('answers the same whenever it is asked', () => answersLawfully(promptVacancy, vacated));

it('is judged again on its day: nothing is recorded for a vacancy that was filled', () => {
  const [event] = recorded([vacated]);
  const { command } = answersOf(promptVacancy, event!)[0]!;
  const actor = { id: 'process:network.prompt-vacancy', role: 'service', urns: [] };
  const day = { now: `${due}T00:00:00.000Z`, today: due, begunOn: since };
  const on = { id: own.successionId, ...day, actor, known: {} };
  const recordedAfter = (...past: SuccessionPlanEvent[]) =>
    successionPlan.decide(command as never, foldOf(successionPlan, past), on);
  expect(recordedAfter(identified, vacated)).toEqual([
    { type: 'VacancyPrompted', data: { ...own, vacancy: 1, since } },
  ]);
  expect(recordedAfter(identified, vacated, filled)).toEqual([]);
  expect(recordedAfter(identified, vacated, filled, again)).toEqual([]);
});
