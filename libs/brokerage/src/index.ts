export { brokerage } from './brokerage.module.js';
export type { DeploymentEvent } from './deployment/deployment.events.js';
export { deployments } from './deployment/deployment.controller.js';
export type { ProviderEvent } from './provider/provider.events.js';
export { providers } from './provider/provider.controller.js';
export type { ReferralEvent } from './referral/referral.events.js';
export { referrals } from './referral/referral.controller.js';
export type { SupportRequestEvent } from './support-request/support-request.events.js';
export { supportRequests } from './support-request/support-request.controller.js';
