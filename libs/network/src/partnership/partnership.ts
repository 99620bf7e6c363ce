import { type Decider, Refusal } from '#eventing';
import type { AgreeCharter, PartnershipCommand } from './partnership.commands.js';
import {
  partnershipEvents,
  type LeadRole,
  type PartnershipEvent,
  type Signatory,
} from './partnership.events.js';

/** forming -> chartered -> active <-> dormant. */
export type PartnershipState =
  | { status: 'none' }
  | {
      status: 'forming' | 'chartered' | 'active' | 'dormant';
      /** Its schools, each with the day it joined. */
      members: Readonly<Record<string, string>>;
      /** The schools that left, each with the last day it did. */
      left: Readonly<Record<string, string>>;
      leads: Readonly<Partial<Record<LeadRole, string>>>;
      charter?: { version: number; until: string; signatories: readonly Signatory[] };
    };

type Founded = Exclude<PartnershipState, { status: 'none' }>;

/** What the rules of a partnership must know of other streams. */
export interface PartnershipKnown {
  /** Whether the school is registered and open. */
  readonly schoolOpen?: boolean;
}

/** A chartered group of schools that answer to each other. */
export const partnership: Decider<
  PartnershipCommand,
  PartnershipEvent,
  PartnershipState,
  PartnershipKnown
> = {
  category: 'network.partnership',
  identity: 'partnership',
  facts: partnershipEvents,
  initial: { status: 'none' },

  decide(command, state, { id: partnershipId, today, known }) {
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
      case 'AdmitMember': {
        const { urn, from } = command;
        if (urn in state.members) throw new Refusal('already-member', `School ${urn} is a member.`);
        if (!known.schoolOpen)
          throw new Refusal('school-not-open', `School ${urn} is not registered, or has closed.`);
        if (from > today)
          throw new Refusal('day-in-future', 'Admit the school on the day it joins, or after.');
        const left = state.left[urn];
        if (left !== undefined && from < left)
          throw new Refusal('joins-before-it-left', `School ${urn} was a member until ${left}.`);
        return [{ type: 'MemberAdmitted', data: { partnershipId, urn, from } }];
      }
      case 'WithdrawMember': {
        const { urn, on, reason } = command;
        const from = state.members[urn];
        if (from === undefined && state.left[urn] === on) return [];
        if (from === undefined) throw new Refusal('not-a-member', `School ${urn} is no member.`);
        if (on > today)
          throw new Refusal('day-in-future', 'Withdraw the school on the day it leaves, or after.');
        if (on < from)
          throw new Refusal('leaves-before-it-joined', `School ${urn} joined on ${from}.`);
        const withdrawn = {
          type: 'MemberWithdrawn',
          data: { partnershipId, urn, on, reason },
        } as const;
        return state.status === 'active' && Object.keys(state.members).length <= 2
          ? [withdrawn, { type: 'PartnershipBecameDormant', data: { partnershipId, on } }]
          : [withdrawn];
      }
      case 'AppointLead': {
        const { personId, role, duties, replaces } = command;
        const present = state.leads[role];
        if (present === personId) return [];
        if (present === undefined && replaces != null)
          throw new Refusal('no-lead-to-replace', `There is no ${role} whose place can be taken.`);
        if (present !== undefined && present !== replaces)
          throw new Refusal('lead-appointed', `There is a ${role}: name them in replaces.`);
        const data = { partnershipId, personId, role, duties };
        return [
          { type: 'LeadAppointed', data: present === undefined ? data : { ...data, replaces } },
        ];
      }
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
        refuseUnsigned(state, charter.signatories);
        return [{ type: 'PartnershipActivated', data: { partnershipId } }];
      }
    }
  },

  evolve(state, { type, data }) {
    if (type === 'PartnershipFounded')
      return { status: 'forming', members: {}, left: {}, leads: {} };
    if (state.status === 'none') return state;
    switch (type) {
      case 'MemberAdmitted':
        return { ...state, members: { ...state.members, [data.urn]: data.from } };
      case 'MemberWithdrawn': {
        const { [data.urn]: _, ...members } = state.members;
        return { ...state, members, left: { ...state.left, [data.urn]: data.on } };
      }
      case 'LeadAppointed':
        return { ...state, leads: { ...state.leads, [data.role]: data.personId } };
      case 'CharterAgreed': {
        const { version, until, signatories } = data;
        const status = state.status === 'forming' ? 'chartered' : state.status;
        return { ...state, status, charter: { version, until, signatories } };
      }
      case 'PartnershipActivated':
        return { ...state, status: 'active' };
      case 'PartnershipBecameDormant':
        return { ...state, status: 'dormant' };
    }
  },
};

function agreed(
  command: AgreeCharter,
  state: Founded,
  partnershipId: string,
  today: string,
): PartnershipEvent {
  const { purpose, place, changeModel, until, funding, dataTerms } = command;
  const signatories = command.signatories.map(signature);
  if (until <= today) throw new Refusal('charter-over', 'The charter would be over by now.');
  const urns = signatories.map(({ urn }) => urn);
  const stranger = urns.find((urn) => !(urn in state.members));
  if (stranger !== undefined)
    throw new Refusal('signatory-not-member', `School ${stranger} is no member.`);
  if (new Set(urns).size < urns.length)
    throw new Refusal('signatory-twice', 'Each school signs once: by its head and its chair.');
  if (signatories.some(({ head = '', chair = '' }) => head > today || chair > today))
    throw new Refusal('day-in-future', 'A signature lies in the future.');
  if (state.status === 'active') refuseUnsigned(state, signatories);
  const version = (state.charter?.version ?? 0) + 1;
  const terms = { purpose, place, changeModel, signatories, until, funding, dataTerms };
  return { type: 'CharterAgreed', data: { partnershipId, version, ...terms } };
}

/** A signature without what was left out. */
const signature = ({ urn, head, chair }: Signatory): Signatory => ({
  urn,
  ...(head == null ? {} : { head }),
  ...(chair == null ? {} : { chair }),
});

/** An active partnership stands on the signatures of every member's head and chair. */
function refuseUnsigned({ members }: Founded, signatories: readonly Signatory[]): void {
  const signed = new Set(signatories.filter((it) => it.head && it.chair).map(({ urn }) => urn));
  const unsigned = Object.keys(members).filter((urn) => !signed.has(urn));
  if (unsigned.length > 0)
    throw new Refusal(
      'charter-not-signed',
      `Head and chair have yet to sign for ${unsigned.join(', ')}.`,
    );
}
