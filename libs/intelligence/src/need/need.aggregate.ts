import { aggregate } from '#eventing';
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
    IdentifyNeed: ['broker', 'headteacher', 'chair', 'reviewer', 'evaluator'],
    ValidateNeed: ['headteacher', 'chair'],
    ReprioritiseNeed: ['broker', 'headteacher'],
    TakeUpNeed: ['service'],
    ReleaseNeed: ['service'],
    WithdrawNeed: ['broker', 'headteacher'],
    MarkNeedMet: ['broker', 'evaluator'],
  },
});
