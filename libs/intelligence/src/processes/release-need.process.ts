import type { SupportRequestEvent } from '#brokerage';
import type { Process } from '#eventing';

type Dropped = Extract<SupportRequestEvent, { type: 'RequestWithdrawn' | 'RequestDeclined' }>;

const release = ({ data: { needId, requestId, reason } }: { data: Dropped['data'] }) => [
  {
    category: 'intelligence.need',
    id: needId,
    command: { type: 'ReleaseNeed', requestId, reason },
  },
];

/** A need waits for support again when the request that took it up is withdrawn or declined. */
export const releaseNeed: Process<Dropped> = {
  name: 'intelligence.release-need',
  on: { RequestWithdrawn: release, RequestDeclined: release },
};
