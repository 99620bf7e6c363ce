import { contextModule } from '#http';
import { PlanController, plans } from './plan/plan.controller.js';
import { planProgressReads } from './plan-progress/plan-progress.reads.js';
import { planProgress } from './plan-progress/plan-progress.projection.js';

/** The improvement context: what is planned, and how it is going. */
export const improvement = contextModule('improvement', {
  aggregates: [plans],
  projections: [planProgress],
  processes: [],
  reads: [planProgressReads],
  controllers: [PlanController],
});
