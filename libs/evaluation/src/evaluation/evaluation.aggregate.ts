import { aggregate, idOf } from '#eventing';
import { commandsOf } from '#http';
import * as commands from './evaluation.commands.js';
import { evaluationLookup } from './evaluation.lookup.js';
import { evaluation } from './evaluation.js';

/** `POST /v1/evaluations` and one sub-path for each intent; the id follows from the deployment. */
export const evaluations = commandsOf(aggregate(evaluation, { lookup: evaluationLookup }), {
  route: 'evaluations',
  create: commands.DesignEvaluation,
  subject: ({ deploymentId }: commands.DesignEvaluation) => idOf('evaluation', deploymentId),
  intents: {
    lock: commands.LockEvaluation,
    evidence: commands.AttachEvidence,
    effects: commands.AnalyseEffect,
    contribution: commands.StateContribution,
    strength: commands.RateStrength,
    moderation: commands.ModerateEvaluation,
    finalisation: commands.FinaliseEvaluation,
    reopening: commands.ReopenEvaluation,
    calls: commands.CallForEvaluation,
  },
  roles: {
    DesignEvaluation: ['evaluator'],
    LockEvaluation: ['evaluator'],
    AttachEvidence: ['evaluator'],
    AnalyseEffect: ['analyst', 'evaluator'],
    StateContribution: ['evaluator'],
    RateStrength: ['evaluator'],
    ModerateEvaluation: ['reviewer', 'evaluator'],
    FinaliseEvaluation: ['evaluator'],
    ReopenEvaluation: ['board', 'evaluator'],
    CallForEvaluation: ['service'],
  },
});
