import { aggregate, ownPartnership, ownSchool } from '#eventing';
import { commandsOf } from '#http';
import { deploymentReservations } from './reservations.js';
import * as delivery from './delivery.commands.js';
import * as commands from './deployment.commands.js';
import { deploymentLookup } from './deployment.lookup.js';
import { deployment } from './deployment.js';

/** The supported school and the home school alike. */
const either = ['urn', 'homeUrn'] as const;

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
      ProposeDeployment: ownPartnership('broker'),
      CheckConflicts: ownPartnership('broker'),
      ReleaseHomeSchool: ownSchool(['headteacher', 'chair'], 'homeUrn'),
      AcceptSupport: ownSchool(['headteacher', 'chair']),
      CommissionDeployment: ownPartnership('board'),
      AgreeDeployment: ownPartnership('broker'),
      DeclineDeployment: ['board', 'broker', ...ownSchool(['headteacher', 'chair'], ...either)],
      StartDeployment: ownPartnership('broker'),
      RecordVisit: [...ownPartnership('broker'), ...ownSchool(['headteacher'], ...either)],
      CorrectVisit: [...ownPartnership('broker'), ...ownSchool(['headteacher'], ...either)],
      RateRag: ownPartnership('broker'),
      ReviewMidpoint: [...ownPartnership('broker'), ...ownSchool(['headteacher'], ...either)],
      ExtendDeployment: ownPartnership('board', 'broker'),
      PauseDeployment: [...ownPartnership('broker'), ...ownSchool(['headteacher'], ...either)],
      ResumeDeployment: [...ownPartnership('broker'), ...ownSchool(['headteacher'], ...either)],
      CompleteDeployment: ownPartnership('broker'),
      JudgeImpact: ownSchool(['headteacher']),
      CloseDeployment: ownPartnership('broker'),
      TerminateDeployment: ownPartnership('board', 'broker'),
    },
  },
);
