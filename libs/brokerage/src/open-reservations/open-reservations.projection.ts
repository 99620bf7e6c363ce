import type { Projection } from '#eventing';
import type { DeploymentEvent } from '../deployment/deployment.events.js';
import type { ProviderEvent } from '../provider/provider.events.js';
import { OpenReservation } from './open-reservations.entity.js';

type Told =
  | Extract<ProviderEvent, { type: 'DaysReserved' | 'DaysReleased' }>
  | Extract<DeploymentEvent, { type: 'DeploymentProposed' | 'DeploymentExtended' }>;

/** Releases of what was never followed; others are of days that a deployment held. */
const unfollowed = ['not-followed', 'expired'];

/** Which days are held for a deployment that may never follow? */
export const openReservations: Projection<Told, OpenReservation> = {
  name: 'brokerage.open-reservations',
  version: 2,
  entity: OpenReservation,
  key: ({ data }) =>
    `provider:${'leaderId' in data ? data.leaderId : data.providerId}|deployment:${data.deploymentId}`,
  on: {
    DaysReserved: (row, { id, about, data: { providerId, deploymentId, halfDays, until } }, key) =>
      halfDays === 0
        ? row
        : {
            key,
            scope: about.filter((it) => it.startsWith('urn:')),
            providerId,
            deploymentId,
            halfDays: (row?.halfDays ?? 0) + halfDays,
            until,
            factId: id,
          },
    DaysReleased: (row, { data: { halfDays, why } }) =>
      unfollowed.includes(why) ? less(row, halfDays) : row,
    DeploymentProposed: (row, { data: { halfDays } }) => less(row, halfDays),
    DeploymentExtended: (row, { data: { halfDays } }) => less(row, halfDays),
  },
};

const less = (row: OpenReservation | undefined, halfDays: number): OpenReservation | undefined =>
  row && row.halfDays > halfDays ? { ...row, halfDays: row.halfDays - halfDays } : undefined;
