export { IntelligenceModule } from './intelligence.module.js';
export type { NeedEvent } from './need/need.events.js';
