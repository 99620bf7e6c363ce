import { type Decider, Refusal } from '#eventing';
import { endInvitation, invite, refuseUnsigned, sign, withdraw } from './membership.js';
import type { AgreeCharter, AppointLead, PartnershipCommand } from './partnership.commands.js';
import { partnershipEvents, type PartnershipEvent } from './partnership.events.js';
import {
  evolved,
  type Founded,
  type PartnershipKnown,
  type PartnershipState,
} from './partnership-state.js';

/** A chartered group of schools that answer to each other. */
export const partnership: Decider<
  PartnershipCommand,
  PartnershipEvent,
  PartnershipState,
  PartnershipKnown
> = {
  category: 'network.partnership',
  identity: 'partnership',
  events: partnershipEvents,
  initial: { status: 'none' },
  evolve: evolved,
  set: {
    members: (state) =>
      state.status === 'none' ? [] : Object.keys(state.members).map((it) => `urn:${it}`),
    changedBy: ['CharterAgreed', 'PartnershipActivated', 'PartnershipBecameDormant'],
  },

  decide(command, state, context) {
    const { id: partnershipId, today } = context;
    if (command.type === 'FoundPartnership') {
      if (state.status !== 'none')
        throw new Refusal('partnership-exists', 'This partnership was founded before.');
      const { name, model, place, phases, owners } = command;
      return [
        {
          type: 'PartnershipFounded',
          data: { partnershipId, name, model, place, phases, owners },
        },
      ];
    }
    if (state.status === 'none')
      throw new Refusal('partnership-unknown', 'No such partnership was founded.');
    switch (command.type) {
      case 'InviteMember':
        return invite(command, state, context);
      case 'WithdrawInvitation':
      case 'DeclineInvitation':
        return endInvitation(command, state, context);
      case 'SignCharter':
        return sign(command, state, context);
      case 'WithdrawMember':
        return withdraw(command, state, context);
      case 'AppointLead':
        return appointed(command, state, partnershipId, context.known);
      case 'AgreeCharter':
        return [agreed(command, state, partnershipId, today)];
      case 'ActivatePartnership': {
        if (state.status === 'active') return [];
        const { charter } = state;
        if (!charter) throw new Refusal('no-charter', 'A partnership is active under a charter.');
        if (charter.until < today)
          throw new Refusal('charter-over', `The charter ended on ${charter.until}: renew it.`);
        if (Object.keys(state.members).length < 2)
          throw new Refusal('too-few-members', 'An active partnership has two schools or more.');
        refuseUnsigned(state);
        const urns = Object.keys(state.members);
        return [{ type: 'PartnershipActivated', data: { partnershipId, urns } }];
      }
    }
  },
};

function appointed(
  { personId, role, duties, replaces }: AppointLead,
  { leads }: Founded,
  partnershipId: string,
  { registered }: PartnershipKnown,
): PartnershipEvent[] {
  const present = leads[role];
  if (present === personId) return [];
  if (!registered)
    throw new Refusal('person-unknown', 'The register holds no such person: register them first.');
  if (present === undefined && replaces != null)
    throw new Refusal('no-lead-to-replace', `There is no ${role} whose place can be taken.`);
  if (present !== undefined && present !== replaces)
    throw new Refusal('lead-appointed', `There is a ${role}: name them in replaces.`);
  const data = { partnershipId, personId, role, duties };
  return [{ type: 'LeadAppointed', data: present === undefined ? data : { ...data, replaces } }];
}

function agreed(
  { purpose, place, changeModel, until, funding, dataTerms }: AgreeCharter,
  { charter, members }: Founded,
  partnershipId: string,
  today: string,
): PartnershipEvent {
  if (until <= today) throw new Refusal('charter-over', 'The charter would be over by now.');
  const version = (charter?.version ?? 0) + 1;
  const terms = { purpose, place, changeModel, until, funding, dataTerms };
  const urns = Object.keys(members);
  return { type: 'CharterAgreed', data: { partnershipId, urns, version, ...terms } };
}
