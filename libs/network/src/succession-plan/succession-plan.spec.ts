import { describe, expect, it } from '@jest/globals';
import { foldOf } from '#eventing';
import { decidesLawfully, decisionsOf } from '#testing';
import { keyRoles, promptedFrom } from './key-role.js';
import { needsHolder } from './forgetting-a-holder.js';
import { successionPlan } from './succession-plan.js';
import type { SuccessionPlanCommand } from './succession-plan.commands.js';
import type { SuccessionPlanEvent } from './succession-plan.events.js';

const [partnershipId, role] = ['p1', 'boardChair'] as const;
const id = `${partnershipId}.${role}`;
const own = { successionId: id, partnershipId, role };
const given = decisionsOf(successionPlan, { id });

const identify = { type: 'IdentifyRole', partnershipId, role } as const;
const name = (personId: string) => ({ type: 'NameSuccessor', personId }) as const;
const vacate = (on: string) => ({ type: 'RecordVacancy', on }) as const;
const fill = (personId: string, on: string) => ({ type: 'FillVacancy', personId, on }) as const;
const prompt = (vacancy: number) => ({ type: 'PromptVacancy', vacancy }) as const;

const identified: SuccessionPlanEvent = { type: 'KeyRoleIdentified', data: own };
const named = (personId: string): SuccessionPlanEvent => ({
  type: 'SuccessorNamed',
  data: { ...own, personId },
});
const vacated = (vacancy: number, on: string): SuccessionPlanEvent => ({
  type: 'KeyRoleVacated',
  data: { ...own, vacancy, on },
});
const prompted = (vacancy: number, since: string): SuccessionPlanEvent => ({
  type: 'VacancyPrompted',
  data: { ...own, vacancy, since },
});
const filled = (vacancy: number, personId: string, on: string): SuccessionPlanEvent => ({
  type: 'KeyRoleFilled',
  data: { ...own, vacancy, personId, on },
});
const registered = { registered: true };

describe('a key role', () => {
  it('is identified by a founded partnership', () =>
    given().when(identify, { founded: true }).then(identified));
  it('is refused to one that was not', () =>
    given().when(identify, { founded: false }).refuses('partnership-unknown'));
  it('is identified once', () =>
    given(identified).when(identify, { founded: true }).refuses('role-identified'));
  it('is identified before anything else', () => {
    for (const command of [name('ann'), vacate('2025-09-15'), fill('ann', '2025-09-15'), prompt(1)])
      given().when(command, registered).refuses('role-unknown');
  });
});

describe('a successor', () => {
  it('is a person of the register', () => {
    given(identified).when(name('ann'), registered).then(named('ann'));
    given(identified).when(name('ann'), { registered: false }).refuses('person-unknown');
  });
  it('takes the place of whoever was named before; naming the same again changes nothing', () => {
    given(identified, named('ann')).when(name('bea'), registered).then(named('bea'));
    given(identified, named('ann')).when(name('ann'), registered).then();
  });
  it('is not the one who holds the role, until they leave it', () => {
    const held = [identified, vacated(1, '2025-09-01'), filled(1, 'ann', '2025-09-15')];
    given(...held)
      .when(name('ann'), registered)
      .refuses('successor-holds-role');
    given(...held, vacated(2, '2025-09-20'))
      .when(name('ann'), registered)
      .then(named('ann'));
  });
  it('who took the role can be named again after them', () =>
    given(
      ...[identified, named('ann'), vacated(1, '2025-09-01'), filled(1, 'ann', '2025-09-15')],
      vacated(2, '2025-09-20'),
    )
      .when(name('ann'), registered)
      .then(named('ann')));
});

describe('a vacancy', () => {
  const vacant = [identified, vacated(1, '2025-09-15')];
  const held = [...vacant, filled(1, 'ann', '2025-09-20')];

  it('is recorded from its day, and numbered', () => {
    given(identified).when(vacate('2025-09-15')).then(vacated(1, '2025-09-15'));
    given(...held)
      .when(vacate('2025-09-30'))
      .then(vacated(2, '2025-09-30'));
  });
  it('is not recorded ahead of time, nor before the role was filled', () => {
    given(identified).when(vacate('2025-10-02')).refuses('day-in-future');
    given(...held)
      .when(vacate('2025-09-19'))
      .refuses('day-too-early');
  });
  it('is open once; recording it again changes nothing', () => {
    given(...vacant)
      .when(vacate('2025-09-15'))
      .then();
    given(...vacant)
      .when(vacate('2025-09-16'))
      .refuses('vacancy-open');
    given(...vacant, prompted(1, '2025-09-15'))
      .when(vacate('2025-09-16'))
      .refuses('vacancy-open');
  });
  it('is filled by a person of the register, prompted or not', () => {
    const taken = filled(1, 'ann', '2025-09-20');
    given(...vacant)
      .when(fill('ann', '2025-09-20'), registered)
      .then(taken);
    given(...vacant, prompted(1, '2025-09-15'))
      .when(fill('ann', '2025-09-20'), registered)
      .then(taken);
    given(...vacant)
      .when(fill('ann', '2025-09-20'), { registered: false })
      .refuses('person-unknown');
  });
  it('is not filled ahead of time, nor before it began', () => {
    given(...vacant)
      .when(fill('ann', '2025-10-02'), registered)
      .refuses('day-in-future');
    given(...vacant)
      .when(fill('ann', '2025-09-14'), registered)
      .refuses('day-too-early');
  });
  it('is filled once; filling it again by the same changes nothing', () => {
    given(identified).when(fill('ann', '2025-09-20'), registered).refuses('no-vacancy');
    given(...held)
      .when(fill('ann', '2025-09-20'), registered)
      .then();
    given(...held)
      .when(fill('bea', '2025-09-20'), registered)
      .refuses('no-vacancy');
  });
});

describe('a vacancy of a term', () => {
  const since = '2025-07-02';
  const vacant = [identified, vacated(1, since)];

  it('is of 13 weeks', () => expect(promptedFrom(since)).toBe('2025-10-01'));
  it('prompts the partnership on its day, once', () => {
    given(...vacant)
      .when(prompt(1))
      .then(prompted(1, since));
    given(...vacant, prompted(1, since))
      .when(prompt(1))
      .then();
  });
  it('prompts nobody before its day', () =>
    given(identified, vacated(1, '2025-07-03')).when(prompt(1)).then());
  it('prompts nobody once it is filled, for a later vacancy neither', () => {
    const filledSince = [...vacant, filled(1, 'ann', '2025-07-10')];
    given(...filledSince)
      .when(prompt(1))
      .then();
    given(...filledSince, vacated(2, '2025-07-20'))
      .when(prompt(1))
      .then();
  });
});

it('decides lawfully, whatever happened', () => {
  const history = [
    ...[identified, named('ann'), vacated(1, '2025-06-01'), prompted(1, '2025-06-01')],
    ...[filled(1, 'ann', '2025-09-15'), vacated(2, '2025-09-20')],
  ];
  const commands: readonly SuccessionPlanCommand[] = [
    ...[identify, name('ann'), name('bea'), vacate('2025-06-01'), vacate('2025-10-01')],
    ...[fill('ann', '2025-10-01'), prompt(1), prompt(2)],
  ];
  for (const known of [{ founded: true, registered: true }, {}])
    decidesLawfully(successionPlan, { history, commands, known });
  expect(new Set(keyRoles).size).toBe(keyRoles.length);
});

describe('forgetting a person', () => {
  const standing = async (...events: SuccessionPlanEvent[]) => {
    const streams = [{ id, state: foldOf(successionPlan, events) }];
    const naming = { streams: () => Promise.resolve(streams as never) };
    return (await needsHolder('ann', naming)).map((it) => it.code);
  };
  const open = [identified, vacated(1, '2025-09-15')] as const;

  it('waits while they hold a key role, or are to take it', async () => {
    expect(await standing(...open, filled(1, 'ann', '2025-10-01'))).toEqual(['holds-key-role']);
    expect(await standing(identified, named('ann'))).toEqual(['named-successor']);
  });
  it('waits no more once the role is vacant, or another is to take it', async () => {
    const held = [...open, filled(1, 'ann', '2025-10-01')] as const;
    expect(await standing(...held, vacated(2, '2025-11-01'))).toEqual([]);
    expect(await standing(identified, named('ann'), named('ben'))).toEqual([]);
  });
});
