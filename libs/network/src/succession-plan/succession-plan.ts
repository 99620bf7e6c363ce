import { type Day, type Decider, Refusal } from '#eventing';
import { promptedFrom } from './key-role.js';
import type { SuccessionPlanCommand, ToSuccessionPlan } from './succession-plan.commands.js';
import { successionPlanEvents, type SuccessionPlanEvent } from './succession-plan.events.js';

/** held <-> vacant -> prompted -> held. */
export type SuccessionPlanState =
  | { status: 'none' }
  | {
      status: 'held' | 'vacant' | 'prompted';
      partnershipId: string;
      role: string;
      /** The number of the latest vacancy. */
      vacancy: number;
      /** Since when it is held or vacant, once that was told. */
      since?: Day;
      holder?: string | undefined;
      successor?: string | undefined;
    };

/** What the rules of a succession plan must know of other streams. */
export interface SuccessionPlanKnown {
  /** Whether the partnership was founded. */
  readonly founded?: boolean;
  /** Whether the register holds the person. */
  readonly registered?: boolean;
}

/** Who would take over a key role of a partnership, and whether anybody holds it (domain: SuccessionPlan). */
export const successionPlan: Decider<
  SuccessionPlanCommand,
  SuccessionPlanEvent,
  SuccessionPlanState,
  SuccessionPlanKnown
> = {
  category: 'network.succession' satisfies keyof ToSuccessionPlan,
  identity: 'succession',
  events: successionPlanEvents,
  initial: { status: 'none' },

  decide(command, state, { id: successionId, today, known }) {
    if (command.type === 'IdentifyRole') {
      const { partnershipId, role } = command;
      if (state.status !== 'none')
        throw new Refusal('role-identified', 'This role of the partnership was identified before.');
      if (!known.founded)
        throw new Refusal('partnership-unknown', 'No such partnership was founded.');
      return [{ type: 'KeyRoleIdentified', data: { successionId, partnershipId, role } }];
    }
    if (state.status === 'none')
      throw new Refusal('role-unknown', 'No such role was identified: identify it first.');
    const { partnershipId, role, status, since = '' } = state;
    const own = { successionId, partnershipId, role };
    switch (command.type) {
      case 'NameSuccessor': {
        const { personId } = command;
        if (personId === state.successor) return [];
        refuseStranger(known);
        if (personId === state.holder)
          throw new Refusal('successor-holds-role', 'They hold the role: name somebody else.');
        return [{ type: 'SuccessorNamed', data: { ...own, personId } }];
      }
      case 'RecordVacancy': {
        const { on } = command;
        if (status !== 'held') {
          if (on === since) return [];
          throw new Refusal('vacancy-open', `The role is vacant since ${since}: fill it first.`);
        }
        refuseDay(on, since, today);
        return [{ type: 'KeyRoleVacated', data: { ...own, vacancy: state.vacancy + 1, on } }];
      }
      case 'FillVacancy': {
        const { personId, on } = command;
        if (status === 'held') {
          if (personId === state.holder && on === since) return [];
          throw new Refusal('no-vacancy', 'Nobody left the role: record the vacancy first.');
        }
        refuseStranger(known);
        refuseDay(on, since, today);
        const { vacancy } = state;
        return [{ type: 'KeyRoleFilled', data: { ...own, vacancy, personId, on } }];
      }
      case 'PromptVacancy': {
        const { vacancy } = command;
        if (status !== 'vacant' || vacancy !== state.vacancy) return [];
        if (today < promptedFrom(since)) return [];
        return [{ type: 'VacancyPrompted', data: { ...own, vacancy, since } }];
      }
    }
  },

  evolve(state, { type, data }) {
    if (type === 'KeyRoleIdentified') {
      const { partnershipId, role } = data;
      return { status: 'held', partnershipId, role, vacancy: 0 };
    }
    if (state.status === 'none') return state;
    switch (type) {
      case 'SuccessorNamed':
        return { ...state, successor: data.personId };
      case 'KeyRoleVacated': {
        const { vacancy, on: since } = data;
        return { ...state, status: 'vacant', vacancy, since, holder: undefined };
      }
      case 'VacancyPrompted':
        return { ...state, status: 'prompted' };
      case 'KeyRoleFilled': {
        const { personId: holder, on: since } = data;
        const successor = state.successor === holder ? undefined : state.successor;
        return { ...state, status: 'held', since, holder, successor };
      }
    }
  },
};

function refuseStranger({ registered }: SuccessionPlanKnown): void {
  if (!registered)
    throw new Refusal('person-unknown', 'The register holds no such person: register them first.');
}

function refuseDay(on: Day, since: Day, today: Day): void {
  if (on > today) throw new Refusal('day-in-future', 'on lies in the future.');
  if (on < since)
    throw new Refusal('day-too-early', `on lies before ${since}, when the role changed last.`);
}
