import { type Decider, Refusal } from '#eventing';
import { agree, checkConflicts, commission, consent } from './consent.js';
import { extend, pause, rate, resume, reviewMidpoint, start } from './delivery.js';
import type { DeploymentCommand } from './deployment.commands.js';
import { deploymentEvents, type DeploymentEvent } from './deployment.events.js';
import { type DeploymentState, evolveDeployment } from './deployment-state.js';
import { close, complete, judge, terminate } from './ending.js';
import { decline, propose } from './proposal.js';
import type { DeploymentKnown } from './rules.js';
import { correctVisit, recordVisit } from './visits.js';

/** Agreed, dated, day-limited support (domain: deployment). The days are reserved with the provider first. */
export const deployment: Decider<
  DeploymentCommand,
  DeploymentEvent,
  DeploymentState,
  DeploymentKnown
> = {
  category: 'brokerage.deployment',
  identity: 'deployment',
  events: deploymentEvents,
  initial: { status: 'none' },
  evolve: evolveDeployment,

  decide(command, state, context) {
    if (command.type === 'ProposeDeployment') {
      if (state.status !== 'none')
        throw new Refusal('deployment-exists', 'This deployment was proposed before.');
      return propose(command, context);
    }
    if (state.status === 'none')
      throw new Refusal('deployment-unknown', 'No such deployment was proposed.');
    switch (command.type) {
      case 'CheckConflicts':
        return checkConflicts(command, state, context);
      case 'ReleaseHomeSchool':
      case 'AcceptSupport':
        return consent(command, state, context);
      case 'CommissionDeployment':
        return commission(command, state, context);
      case 'AgreeDeployment':
        return agree(command, state, context);
      case 'DeclineDeployment':
        return decline(command, state, context);
      case 'StartDeployment':
        return start(command, state, context);
      case 'RecordVisit':
        return recordVisit(command, state, context);
      case 'CorrectVisit':
        return correctVisit(command, state, context);
      case 'RateRag':
        return rate(command, state, context.id);
      case 'ReviewMidpoint':
        return reviewMidpoint(command, state, context.id);
      case 'ExtendDeployment':
        return extend(command, state, context);
      case 'PauseDeployment':
        return pause(command, state, context.id);
      case 'ResumeDeployment':
        return resume(state, context.id);
      case 'CompleteDeployment':
        return complete(command, state, context);
      case 'JudgeImpact':
        return judge(command, state, context);
      case 'CloseDeployment':
        return close(state, context.id);
      case 'TerminateDeployment':
        return terminate(command, state, context);
    }
  },
};
