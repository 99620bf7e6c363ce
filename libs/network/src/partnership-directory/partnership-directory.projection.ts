import { change, type Projection, set } from '#eventing';
import type { PartnershipEvent } from '../partnership/partnership.events.js';
import { PartnershipListing } from './partnership-directory.entity.js';

/** Which partnerships are there, in what state, and with which schools? */
export const partnershipDirectory: Projection<PartnershipEvent, PartnershipListing> = {
  name: 'network.partnership-directory',
  version: 1,
  entity: PartnershipListing,
  key: ({ data }) => `partnership:${data.partnershipId}`,
  on: {
    PartnershipFounded: (_, { data }, key) => {
      const { partnershipId, name, place, model, phases, owners } = data;
      return {
        key,
        scope: [key],
        partnershipId,
        name,
        place,
        model,
        phases,
        owners,
        state: 'forming',
        members: [],
        memberCount: 0,
        invited: [],
        signatures: [],
        leads: [],
        charterVersion: null,
        charterUntil: null,
        charterTerms: null,
      };
    },
    MemberInvited: change((row, { data: { urn, until } }) =>
      scoped(row, {
        invited: [...others(row.invited, urn), { urn, until }],
        signatures: others(row.signatures, urn),
      }),
    ),
    InvitationWithdrawn: change((row, { data: { urn } }) => uninvited(row, urn)),
    InvitationDeclined: change((row, { data: { urn } }) => uninvited(row, urn)),
    CharterSigned: change((row, { data: { urn, by, version } }) => {
      const before = row.signatures.filter((it) => it.urn !== urn || it.by !== by);
      return { ...row, signatures: [...before, { urn, by, version }] };
    }),
    MemberAdmitted: change((row, { data: { urn, from } }) =>
      scoped(row, {
        members: [...row.members, { urn, from }],
        invited: others(row.invited, urn),
      }),
    ),
    MemberWithdrawn: change((row, { data: { urn } }) =>
      scoped(row, {
        members: others(row.members, urn),
        signatures: others(row.signatures, urn),
      }),
    ),
    LeadAppointed: set(({ data: { role, personId } }, row) => ({
      leads: [...row.leads.filter((it) => it.role !== role), { role, personId }],
    })),
    CharterAgreed: set(({ data: { version, until, ...terms } }, row) => ({
      state: row.state === 'forming' ? 'chartered' : row.state,
      charterVersion: version,
      charterUntil: until,
      charterTerms: {
        purpose: terms.purpose,
        place: terms.place,
        changeModel: terms.changeModel,
        funding: terms.funding,
        dataTerms: terms.dataTerms,
      },
    })),
    PartnershipActivated: set({ state: 'active' }),
    PartnershipBecameDormant: set({ state: 'dormant' }),
  },
};

const others = <T extends { readonly urn: string }>(all: readonly T[], urn: string): T[] =>
  all.filter((it) => it.urn !== urn);

const uninvited = (row: PartnershipListing, urn: string): PartnershipListing =>
  scoped(row, { invited: others(row.invited, urn), signatures: others(row.signatures, urn) });

/** The schools of a partnership may see it while they are its members, or are asked to be. */
function scoped(row: PartnershipListing, changes: Partial<PartnershipListing>): PartnershipListing {
  const next = { ...row, ...changes };
  const urns = [...next.members, ...next.invited].map(({ urn }) => `urn:${urn}`);
  return { ...next, scope: [row.key, ...urns], memberCount: next.members.length };
}
