import type { SupportRequestEvent } from '#brokerage';
import type { Fold, Lookup } from '#eventing';
import type { ImpactEvaluationEvent } from '#evaluation';
import { schoolStanding } from '#network';
import type { NeedCommand } from './need.commands.js';
import type { NeedKnown, NeedState } from './need.js';

/** Whether an evaluation is final, from its own events. */
const evaluationFinality: Fold<ImpactEvaluationEvent, boolean> = {
  category: 'evaluation.evaluation',
  initial: false,
  evolve: (final, { type }) =>
    type === 'ImpactEvidenced' ? true : type === 'EvaluationReopened' ? false : final,
};

/** Whether a request for support stands, answered or not, from its own events. */
const requestStands: Fold<SupportRequestEvent, boolean> = {
  category: 'brokerage.request',
  initial: false,
  evolve: (_, { type }) => type !== 'RequestWithdrawn' && type !== 'RequestDeclined',
};

/** The school's standing when a need is identified, the request's when it is let go, the evaluation's when it is met. */
export const needLookup: Lookup<NeedCommand, NeedState, NeedKnown> = async (command, _, reader) => {
  switch (command.type) {
    case 'IdentifyNeed':
      return { schoolOpen: (await reader.peek(schoolStanding, command.urn)) === 'open' };
    case 'ReleaseNeed':
      return { requestOpen: await reader.peek(requestStands, command.requestId) };
    case 'MarkNeedMet':
      return { evaluationFinal: await reader.fold(evaluationFinality, command.evaluationId) };
    default:
      return {};
  }
};
