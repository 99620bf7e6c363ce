import type { SupportRequestEvent } from '#brokerage';
import type { Instruction, Process } from '#eventing';
import type { ToNeed } from '../need/need.commands.js';

type Dropped = Extract<SupportRequestEvent, { type: 'RequestWithdrawn' | 'RequestDeclined' }>;

const release = ({
  data: { needId, requestId, reason },
}: {
  data: Dropped['data'];
}): Instruction<ToNeed>[] => [
  {
    category: 'intelligence.need',
    id: needId,
    command: { type: 'ReleaseNeed', requestId, reason },
  },
];

/** A need waits for support again when the request that took it up is withdrawn or declined. */
export const releaseNeed: Process<Dropped, ToNeed> = {
  name: 'intelligence.release-need',
  from: 'beginning',
  on: { RequestWithdrawn: release, RequestDeclined: release },
};
