import { ContextModule } from '#http';
import { plans } from './plan/plan.aggregate.js';
import { planProgressReads } from './plan-progress/plan-progress.reads.js';
import { planProgress } from './plan-progress/plan-progress.projection.js';

/** The improvement context: what is planned, and how it is going. */
@ContextModule({
  name: 'improvement',
  aggregates: [plans],
  projections: [planProgress],
  reads: [planProgressReads],
})
export class ImprovementModule {}
