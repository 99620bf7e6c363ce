import { type Fold, within } from '#eventing';
import type { Named } from '#read-model';
import type { ProviderEvent } from '../provider/provider.events.js';
import type { TrackedDeployment } from './deployment-tracker.entity.js';

/** Who gives support, as their registration says. */
interface Leader {
  readonly personId?: string | undefined;
  readonly organisation?: string | undefined;
  readonly designation: string;
  readonly homeUrn: string;
}

const leaderFold: Fold<ProviderEvent, Leader | undefined> = {
  category: 'brokerage.provider',
  initial: undefined,
  evolve(leader, { type, data }) {
    if (type !== 'ProviderRegistered') return leader;
    const { personId, organisation, designation, homeUrn } = data;
    return { personId, organisation, designation, homeUrn };
  },
};

/**
 * Who is sent, by name: to the school that is supported and the one that releases them, to brokers, and to the board on
 * whose side the supported school is. Never to analysts, evaluators, or the board of the home school's partnership.
 */
export const leader: Named<TrackedDeployment, Leader | undefined> = {
  says: 'Who is sent: name (`erased` once they were forgotten), designation, home school; null to those who may not know',
  fold: leaderFold,
  id: (row) => row.leaderId,
  to: ({ urn, homeUrn }, { role, urns, scope }) => {
    switch (role) {
      case 'headteacher':
      case 'chair':
        return urns.includes(urn) || urns.includes(homeUrn);
      case 'broker':
        return true;
      case 'board':
        return within(scope, [`urn:${urn}`]);
      default:
        return false;
    }
  },
  person: (it) => it?.personId,
  tell: (it, person) =>
    it
      ? {
          name: person ?? it.organisation ?? null,
          designation: it.designation,
          homeUrn: it.homeUrn,
        }
      : null,
};
