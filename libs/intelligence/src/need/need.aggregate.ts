import { aggregate, ownSchool } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './need.commands.js';
import { needLookup } from './need.lookup.js';
import { need } from './need.js';

/** `POST /v1/needs` and one sub-path for each intent. */
export const needs = commandsOf(aggregate(need, { lookup: needLookup }), {
  route: 'needs',
  create: commands.IdentifyNeed,
  intents: {
    validation: commands.ValidateNeed,
    priority: commands.ReprioritiseNeed,
    'take-up': commands.TakeUpNeed,
    release: commands.ReleaseNeed,
    withdrawal: commands.WithdrawNeed,
    met: commands.MarkNeedMet,
  },
  roles: {
    IdentifyNeed: ['broker', 'reviewer', 'evaluator', ...ownSchool(['headteacher', 'chair'])],
    ValidateNeed: ownSchool(['headteacher', 'chair']),
    ReprioritiseNeed: ['broker', ...ownSchool(['headteacher'])],
    TakeUpNeed: ['service'],
    ReleaseNeed: ['service'],
    WithdrawNeed: ['broker', ...ownSchool(['headteacher'])],
    MarkNeedMet: ['broker', 'evaluator'],
  },
});
