import { HELD_FOR_DAYS, type Reservation } from '#eventing';
import type { SupportRequestCommand } from './support-request.commands.js';
import type { SupportRequestState } from './support-request-state.js';

/** The need is taken up before the request is recorded: one open request per need. */
export const supportRequestReservations = (
  command: SupportRequestCommand,
  _: SupportRequestState,
  requestId: string,
): readonly Reservation[] => {
  if (command.type !== 'RaiseRequest') return [];
  const need = { category: 'intelligence.need', id: command.needId };
  return [
    {
      take: (until) => ({ ...need, command: { type: 'TakeUpNeed', requestId, until } }),
      giveBack: {
        ...need,
        command: { type: 'ReleaseNeed', requestId, reason: 'The request was not raised after all' },
      },
      releaseAfter: HELD_FOR_DAYS,
    },
  ];
};
