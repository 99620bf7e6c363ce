import type { PartnershipEvent, SignatoryRole } from './partnership.events.js';

/** The signatures of a school: by whom, and to which version of the charter. */
type Signatures = Readonly<
  Partial<Record<SignatoryRole, { readonly version: number; readonly signatory: string }>>
>;

/** forming -> chartered -> active <-> dormant. */
export type PartnershipState =
  | { status: 'none' }
  | {
      status: 'forming' | 'chartered' | 'active' | 'dormant';
      /** Its schools, each with the day it joined. */
      members: Readonly<Record<string, string>>;
      /** The schools that left, each with the last day it did. */
      left: Readonly<Record<string, string>>;
      /** The schools that are asked to join, each with the last day on which it can sign. */
      invited: Readonly<Record<string, string>>;
      /** What members and invited schools have signed. */
      signed: Readonly<Record<string, Signatures>>;
      /** Who leads, by what they lead. */
      leads: Readonly<Record<string, string>>;
      charter?: { version: number; until: string };
    };

/** A partnership that was founded. */
export type Founded = Exclude<PartnershipState, { status: 'none' }>;

/** What the rules of a partnership must know of other streams. */
export interface PartnershipKnown {
  /** Whether the school is registered and open. */
  readonly schoolOpen?: boolean;
  /** Whether the register holds the person who is to lead. */
  readonly registered?: boolean;
}

/** Whether a school is invited and may still sign. */
export const isInvited = ({ invited }: Founded, urn: string, today: string): boolean =>
  (invited[urn] ?? '') >= today;

/** Whether the headteacher and the chair of a school have signed the present charter. */
export const hasSigned = ({ signed, charter }: Founded, urn: string): boolean =>
  charter !== undefined &&
  (['headteacher', 'chair'] as const).every((by) => signed[urn]?.[by]?.version === charter.version);

const without = <T>(record: Readonly<Record<string, T>>, urn: string): Record<string, T> => {
  const { [urn]: _, ...rest } = record;
  return rest;
};

/** What an event makes of a partnership. */
export function evolved(
  state: PartnershipState,
  { type, data }: PartnershipEvent,
): PartnershipState {
  if (type === 'PartnershipFounded')
    return { status: 'forming', members: {}, left: {}, invited: {}, signed: {}, leads: {} };
  if (state.status === 'none') return state;
  const { members, left, invited, signed } = state;
  switch (type) {
    case 'MemberInvited':
      return {
        ...state,
        invited: { ...invited, [data.urn]: data.until },
        signed: without(signed, data.urn),
      };
    case 'InvitationWithdrawn':
    case 'InvitationDeclined':
      return {
        ...state,
        invited: without(invited, data.urn),
        signed: without(signed, data.urn),
      };
    case 'CharterSigned': {
      const { urn, by, version, signatory } = data;
      const both = { ...signed[urn], [by]: { version, signatory } };
      return { ...state, signed: { ...signed, [urn]: both } };
    }
    case 'MemberAdmitted':
      return {
        ...state,
        members: { ...members, [data.urn]: data.from },
        invited: without(invited, data.urn),
      };
    case 'MemberWithdrawn':
      return {
        ...state,
        members: without(members, data.urn),
        left: { ...left, [data.urn]: data.on },
        signed: without(signed, data.urn),
      };
    case 'LeadAppointed':
      return { ...state, leads: { ...state.leads, [data.role]: data.personId } };
    case 'CharterAgreed': {
      const status = state.status === 'forming' ? 'chartered' : state.status;
      return { ...state, status, charter: { version: data.version, until: data.until } };
    }
    case 'PartnershipActivated':
      return { ...state, status: 'active' };
    case 'PartnershipBecameDormant':
      return { ...state, status: 'dormant' };
  }
}
