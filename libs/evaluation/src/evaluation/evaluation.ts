import { type Decider, inStateOf, Refusal } from '#eventing';
import { analyse, attach } from './analysis.js';
import { call, design } from './design.js';
import { evaluationFold, type EvaluationState } from './evaluation-state.js';
import type { ImpactEvaluationCommand } from './evaluation.commands.js';
import { evaluationEvents, type ImpactEvaluationEvent } from './evaluation.events.js';
import { claim, finalise, moderate, rate } from './judgement.js';
import type { EvaluationKnown } from './known.js';

/**
 * What a deployment changed, how sure we are and at what cost: designed, locked, analysed from events, judged, moderated by
 * somebody else, and only then final. There is one evaluation of each deployment.
 */
export const evaluation: Decider<
  ImpactEvaluationCommand,
  ImpactEvaluationEvent,
  EvaluationState,
  EvaluationKnown
> = {
  ...evaluationFold,
  identity: 'evaluation',
  events: evaluationEvents,

  decide(command, state, { id: evaluationId, today, actor, known }) {
    if (command.type === 'CallForEvaluation') return call(command, state, evaluationId);
    if (command.type === 'DesignEvaluation')
      return design(command, state, evaluationId, actor, known);
    if (state.status === 'none' || state.status === 'called')
      throw new Refusal('evaluation-not-designed', 'Design the evaluation first.');
    switch (command.type) {
      case 'LockEvaluation':
        if (state.status !== 'designed') return [];
        return [
          { type: 'EvaluationLocked', data: { evaluationId, kpiIds: state.kpiIds, on: today } },
        ];
      case 'AttachEvidence':
        inState(state, 'attached to', 'locked', 'collecting', 'analysed', 'reopened');
        return attach(command, state, evaluationId, known);
      case 'AnalyseEffect':
        inState(state, 'analysed', 'locked', 'collecting', 'analysed', 'moderated', 'reopened');
        return analyse(command, state, evaluationId, actor.id, known);
      case 'StateContribution':
        inState(state, 'given a claim', 'analysed');
        return claim(command, state, evaluationId, actor.id);
      case 'RateStrength':
        inState(state, 'rated', 'analysed');
        return rate(command, state, evaluationId, actor, known);
      case 'ModerateEvaluation':
        inState(state, 'moderated', 'analysed');
        return moderate(command, state, evaluationId, actor.id);
      case 'FinaliseEvaluation':
        if (state.status === 'final') return [];
        return finalise(state, evaluationId, known);
      case 'ReopenEvaluation': {
        inState(state, 'reopened', 'final');
        const { reason } = command;
        return [
          { type: 'EvaluationReopened', data: { evaluationId, kpiIds: state.kpiIds, reason } },
        ];
      }
    }
  },
};

const inState = inStateOf('evaluation');
