import { aggregate, ownSchool } from '#eventing';
import { commandsOf } from '#http';
import { supportRequestReservations } from './reservations.js';
import * as commands from './support-request.commands.js';
import { supportRequestLookup } from './support-request.lookup.js';
import { supportRequest } from './support-request.js';

/** `POST /v1/support-requests` and one sub-path for each intent. */
export const supportRequests = commandsOf(
  aggregate(supportRequest, {
    lookup: supportRequestLookup,
    reservations: supportRequestReservations,
  }),
  {
    route: 'support-requests',
    create: commands.RaiseRequest,
    intents: {
      triage: commands.TriageRequest,
      funding: commands.FundRequest,
      match: commands.MatchRequest,
      reopening: commands.ReopenRequest,
      withdrawal: commands.WithdrawRequest,
      decline: commands.DeclineRequest,
      closure: commands.CloseRequest,
    },
    roles: {
      RaiseRequest: ['broker', ...ownSchool(['headteacher', 'chair'])],
      TriageRequest: ['broker'],
      FundRequest: ['board'],
      MatchRequest: ['service'],
      ReopenRequest: ['service'],
      WithdrawRequest: ['broker', ...ownSchool(['headteacher', 'chair'])],
      DeclineRequest: ['board', 'broker'],
      CloseRequest: ['service'],
    },
  },
);
