export { ImprovementModule } from './improvement.module.js';
export type { PlanEvent } from './plan/plan.events.js';
