import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import { deploymentReservations } from './reservations.js';
import * as delivery from './delivery.commands.js';
import * as commands from './deployment.commands.js';
import { deploymentLookup } from './deployment.lookup.js';
import { deployment } from './deployment.js';

/** The deployment as the house runs it. */
export const deployments = aggregate(deployment, {
  lookup: deploymentLookup,
  reservations: deploymentReservations,
});

/** `POST /v1/deployments` and one sub-path for each intent. */
export const DeploymentController = commandsOf(deployments, {
  route: 'deployments',
  create: commands.ProposeDeployment,
  intents: {
    'conflict-check': commands.CheckConflicts,
    release: commands.ReleaseHomeSchool,
    acceptance: commands.AcceptSupport,
    approval: commands.CommissionDeployment,
    agreement: commands.AgreeDeployment,
    decline: commands.DeclineDeployment,
    start: delivery.StartDeployment,
    visits: delivery.RecordVisit,
    'visit-corrections': delivery.CorrectVisit,
    ratings: delivery.RateRag,
    midpoint: delivery.ReviewMidpoint,
    extension: delivery.ExtendDeployment,
    pause: delivery.PauseDeployment,
    resumption: delivery.ResumeDeployment,
    completion: delivery.CompleteDeployment,
    judgement: delivery.JudgeImpact,
    closure: delivery.CloseDeployment,
    termination: delivery.TerminateDeployment,
  },
});
