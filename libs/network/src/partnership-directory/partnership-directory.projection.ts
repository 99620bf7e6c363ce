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
        leads: [],
        charterVersion: null,
        charterUntil: null,
      };
    },
    MemberAdmitted: change((row, { data: { urn, from } }) =>
      withMembers(row, [...row.members, { urn, from }]),
    ),
    MemberWithdrawn: change((row, { data: { urn } }) =>
      withMembers(
        row,
        row.members.filter((it) => it.urn !== urn),
      ),
    ),
    LeadAppointed: set(({ data: { role, personId } }, row) => ({
      leads: [...row.leads.filter((it) => it.role !== role), { role, personId }],
    })),
    CharterAgreed: set(({ data: { version, until } }, row) => ({
      state: row.state === 'forming' ? 'chartered' : row.state,
      charterVersion: version,
      charterUntil: until,
    })),
    PartnershipActivated: set({ state: 'active' }),
    PartnershipBecameDormant: set({ state: 'dormant' }),
  },
};

/** The schools of a partnership see it while they are its members. */
const withMembers = (
  row: PartnershipListing,
  members: PartnershipListing['members'],
): PartnershipListing => ({
  ...row,
  scope: [row.key, ...members.map(({ urn }) => `urn:${urn}`)],
  members,
  memberCount: members.length,
});
