import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './need.commands.js';
import { needLookup } from './need.lookup.js';
import { need } from './need.js';

/** The need as the house runs it. */
export const needs = aggregate(need, { lookup: needLookup });

/** `POST /v1/needs` and one sub-path for each intent. */
export const NeedController = commandsOf(needs, {
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
});
