export { BrokerageModule } from './brokerage.module.js';
export type { DeploymentEvent } from './deployment/deployment.events.js';
export { deployments } from './deployment/deployment.aggregate.js';
export type { ProviderEvent } from './provider/provider.events.js';
export { providers } from './provider/provider.aggregate.js';
export type { ReferralEvent } from './referral/referral.events.js';
export { referrals } from './referral/referral.aggregate.js';
export type { SupportRequestEvent } from './support-request/support-request.events.js';
export { supportRequests } from './support-request/support-request.aggregate.js';
