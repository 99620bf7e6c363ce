import { type Context, Refusal } from '#eventing';
import type {
  DeclineInvitation,
  InviteMember,
  SignCharter,
  WithdrawInvitation,
  WithdrawMember,
} from './partnership.commands.js';
import type { PartnershipEvent, SignatoryRole } from './partnership.events.js';
import { type Founded, hasSigned, isInvited, type PartnershipKnown } from './partnership-state.js';

type Deciding = Context<PartnershipKnown>;

/** A school that is open and no member yet is asked to join; an invitation that is over may be made anew. */
export function invite(
  { urn, until }: InviteMember,
  state: Founded,
  { id: partnershipId, today, known }: Deciding,
): readonly PartnershipEvent[] {
  if (urn in state.members) throw new Refusal('already-member', `School ${urn} is a member.`);
  refuseClosed(urn, known);
  if (until < today)
    throw new Refusal('invitation-over', 'Name a last day to sign that has not passed.');
  if (isInvited(state, urn, today)) {
    if (state.invited[urn] === until) return [];
    throw new Refusal(
      'already-invited',
      `School ${urn} is invited until ${state.invited[urn]}: take that invitation back first.`,
    );
  }
  return [{ type: 'MemberInvited', data: { partnershipId, urn, until } }];
}

/** An invitation is taken back, or declined by the school itself; what was signed under it is void. */
export function endInvitation(
  command: WithdrawInvitation | DeclineInvitation,
  state: Founded,
  context: Deciding,
): readonly PartnershipEvent[] {
  const { urn } = command;
  if (!(urn in state.invited))
    throw new Refusal('not-invited', `School ${urn} has no invitation that could end.`);
  const data = { partnershipId: context.id, urn };
  return command.type === 'DeclineInvitation'
    ? [{ type: 'InvitationDeclined', data }]
    : [{ type: 'InvitationWithdrawn', data }];
}

/** The school's own word, in two signatures. With the second an invited school is a member. */
export function sign(
  { urn, version }: SignCharter,
  state: Founded,
  context: Deciding,
): readonly PartnershipEvent[] {
  const { id: partnershipId, today, actor, known } = context;
  const by = signatoryOf(actor.role);
  const { charter } = state;
  if (!(urn in state.members) && !isInvited(state, urn, today))
    throw new Refusal('not-invited', `School ${urn} is not invited, or no longer.`);
  if (!charter) throw new Refusal('no-charter', 'A charter is agreed before it is signed.');
  if (version !== charter.version)
    throw new Refusal('charter-renewed', `Version ${charter.version} is the one to sign.`);
  if (charter.until < today)
    throw new Refusal('charter-over', `The charter ended on ${charter.until}: renew it first.`);
  refuseClosed(urn, known);
  const signatures = state.signed[urn];
  if (signatures?.[by]?.version === version) return [];
  const other = signatures?.[by === 'chair' ? 'headteacher' : 'chair'];
  if (other?.version === version && other.signatory === actor.id)
    throw new Refusal('signed-by-one', 'Headteacher and chair are two people, who both sign.');
  const signed: PartnershipEvent = {
    type: 'CharterSigned',
    data: { partnershipId, urn, version, by, signatory: actor.id },
  };
  return urn in state.members || other?.version !== version
    ? [signed]
    : [signed, { type: 'MemberAdmitted', data: { partnershipId, urn, from: today } }];
}

/** A school leaves: by its own word, or by the board's. */
export function withdraw(
  { urn, on, reason }: WithdrawMember,
  state: Founded,
  context: Deciding,
): readonly PartnershipEvent[] {
  const { id: partnershipId, today } = context;
  const from = state.members[urn];
  if (from === undefined && state.left[urn] === on) return [];
  if (from === undefined) throw new Refusal('not-a-member', `School ${urn} is no member.`);
  if (on > today)
    throw new Refusal('day-in-future', 'Withdraw the school on the day it leaves, or after.');
  if (on < from) throw new Refusal('leaves-before-it-joined', `School ${urn} joined on ${from}.`);
  const withdrawn = { type: 'MemberWithdrawn', data: { partnershipId, urn, on, reason } } as const;
  const urns = Object.keys(state.members).filter((it) => it !== urn);
  return state.status === 'active' && urns.length < 2
    ? [withdrawn, { type: 'PartnershipBecameDormant', data: { partnershipId, urns, on } }]
    : [withdrawn];
}

/** Refuses an active partnership in which a member has yet to sign the present charter. */
export function refuseUnsigned(state: Founded): void {
  const unsigned = Object.keys(state.members).filter((urn) => !hasSigned(state, urn));
  if (unsigned.length > 0)
    throw new Refusal(
      'charter-not-signed',
      `Headteacher and chair have yet to sign for ${unsigned.join(', ')}.`,
    );
}

function refuseClosed(urn: string, { schoolOpen }: PartnershipKnown): void {
  if (!schoolOpen)
    throw new Refusal('school-not-open', `School ${urn} is not registered, or has closed.`);
}

/** In which role somebody signs; that they speak for the school, the grant has seen to. */
function signatoryOf(role: string): SignatoryRole {
  if (role === 'headteacher' || role === 'chair') return role;
  throw new Refusal('not-a-signatory', 'Only a headteacher or a chair signs for a school.');
}
