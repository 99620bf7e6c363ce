import { ContextModule } from '#http';
import { brokerInboxReads } from './broker-inbox/broker-inbox.reads.js';
import { brokerInbox } from './broker-inbox/broker-inbox.projection.js';
import { deployments } from './deployment/deployment.aggregate.js';
import { deploymentTrackerReads } from './deployment-tracker/deployment-tracker.reads.js';
import { deploymentTracker } from './deployment-tracker/deployment-tracker.projection.js';
import { closeRequest } from './processes/close-request.process.js';
import { matchRequest } from './processes/match-request.process.js';
import { referValidatedNeed } from './processes/refer-validated-need.process.js';
import { releaseOrphanedReservations } from './processes/release-orphaned-reservations.process.js';
import { releaseUnusedDays } from './processes/release-unused-days.process.js';
import { reopenRequest } from './processes/reopen-request.process.js';
import { settleReferral } from './processes/settle-referral.process.js';
import { needsProvider } from './provider/needs-person.js';
import { providers } from './provider/provider.aggregate.js';
import { providerDirectoryReads } from './provider-directory/provider-directory.reads.js';
import { providerDirectory } from './provider-directory/provider-directory.projection.js';
import { referrals } from './referral/referral.aggregate.js';
import { requestPipelineReads } from './request-pipeline/request-pipeline.reads.js';
import { requestPipeline } from './request-pipeline/request-pipeline.projection.js';
import { supportRequests } from './support-request/support-request.aggregate.js';

/** The brokerage context: who can help, who asks for help, and the help that is given. */
@ContextModule({
  name: 'brokerage',
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
  needsPerson: [needsProvider],
})
export class BrokerageModule {}
