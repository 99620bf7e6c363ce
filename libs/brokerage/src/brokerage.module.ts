import { contextModule } from '#http';
import { brokerInboxReads } from './broker-inbox/broker-inbox.reads.js';
import { brokerInbox } from './broker-inbox/broker-inbox.projection.js';
import { DeploymentController, deployments } from './deployment/deployment.controller.js';
import { deploymentTrackerReads } from './deployment-tracker/deployment-tracker.reads.js';
import { deploymentTracker } from './deployment-tracker/deployment-tracker.projection.js';
import { closeRequest } from './processes/close-request.process.js';
import { matchRequest } from './processes/match-request.process.js';
import { referValidatedNeed } from './processes/refer-validated-need.process.js';
import { releaseOrphanedReservations } from './processes/release-orphaned-reservations.process.js';
import { releaseUnusedDays } from './processes/release-unused-days.process.js';
import { reopenRequest } from './processes/reopen-request.process.js';
import { settleReferral } from './processes/settle-referral.process.js';
import { ProviderController, providers } from './provider/provider.controller.js';
import { providerDirectoryReads } from './provider-directory/provider-directory.reads.js';
import { providerDirectory } from './provider-directory/provider-directory.projection.js';
import { ReferralController, referrals } from './referral/referral.controller.js';
import { requestPipelineReads } from './request-pipeline/request-pipeline.reads.js';
import { requestPipeline } from './request-pipeline/request-pipeline.projection.js';
import {
  SupportRequestController,
  supportRequests,
} from './support-request/support-request.controller.js';

/** The brokerage context: who can help, who asks for help, and the help that is given. */
export const brokerage = contextModule('brokerage', {
  aggregates: [providers, supportRequests, deployments, referrals],
  projections: [providerDirectory, requestPipeline, deploymentTracker, brokerInbox],
  processes: [
    referValidatedNeed,
    settleReferral,
    matchRequest,
    reopenRequest,
    releaseOrphanedReservations,
    releaseUnusedDays,
    closeRequest,
  ],
  reads: [providerDirectoryReads, deploymentTrackerReads, requestPipelineReads, brokerInboxReads],
  controllers: [
    ProviderController,
    SupportRequestController,
    DeploymentController,
    ReferralController,
  ],
});
