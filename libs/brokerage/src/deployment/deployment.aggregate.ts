import { aggregate } from '#eventing';
import { commandsOf } from '#http';
import { deploymentReservations } from './reservations.js';
import * as delivery from './delivery.commands.js';
import * as commands from './deployment.commands.js';
import { deploymentLookup } from './deployment.lookup.js';
import { deployment } from './deployment.js';

/** `POST /v1/deployments` and one sub-path for each intent. */
export const deployments = commandsOf(
  aggregate(deployment, {
    lookup: deploymentLookup,
    reservations: deploymentReservations,
  }),
  {
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
    roles: {
      ProposeDeployment: ['broker'],
      CheckConflicts: ['broker'],
      ReleaseHomeSchool: ['headteacher', 'chair'],
      AcceptSupport: ['headteacher', 'chair'],
      CommissionDeployment: ['board'],
      AgreeDeployment: ['broker'],
      DeclineDeployment: ['board', 'broker', 'headteacher', 'chair'],
      StartDeployment: ['broker'],
      RecordVisit: ['broker', 'headteacher'],
      CorrectVisit: ['broker', 'headteacher'],
      RateRag: ['broker'],
      ReviewMidpoint: ['broker', 'headteacher'],
      ExtendDeployment: ['board', 'broker'],
      PauseDeployment: ['broker', 'headteacher'],
      ResumeDeployment: ['broker', 'headteacher'],
      CompleteDeployment: ['broker'],
      JudgeImpact: ['headteacher'],
      CloseDeployment: ['broker'],
      TerminateDeployment: ['board', 'broker'],
    },
  },
);
