export { brokerage } from './brokerage.module.js';
export type { RequestEvent } from './support-request/support-request.events.js';
