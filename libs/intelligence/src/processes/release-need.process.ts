import type { SupportRequestEvent } from '#brokerage';
import { type Instruction, plusDays, type Process } from '#eventing';
import type { ToNeed } from '../need/need.commands.js';
import type { NeedEvent } from '../need/need.events.js';

type Heard =
  | Extract<SupportRequestEvent, { type: 'RequestWithdrawn' | 'RequestDeclined' }>
  | Extract<NeedEvent, { type: 'NeedTakenUp' }>;

const release = (
  { data: { needId, requestId } }: { data: Heard['data'] },
  reason: string,
): Instruction<ToNeed> => ({
  category: 'intelligence.need',
  id: needId,
  command: { type: 'ReleaseNeed', requestId, reason },
});

/**
 * A need waits for support again when the request that took it up is withdrawn or declined, and when it was taken up for one
 * that never followed.
 */
export const releaseNeed: Process<Heard, ToNeed> = {
  name: 'intelligence.release-need',
  from: 'beginning',
  on: {
    RequestWithdrawn: (event) => [release(event, event.data.reason)],
    RequestDeclined: (event) => [release(event, event.data.reason)],
    NeedTakenUp: (event) => [
      {
        ...release(event, 'No request followed in time'),
        notBefore: plusDays(event.data.until, 1),
      },
    ],
  },
};
