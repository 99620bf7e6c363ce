import { ContextModule } from '#http';
import { LookedAfterBeside, projections } from './projection/projection.aggregate.js';
import { OpenProjectionsController } from './projection/projection.controller.js';

/** Looking after the platform: what operators see of its read models and processes, and what they do about them. */
@ContextModule({
  name: 'operations',
  aggregates: [projections],
  controllers: [OpenProjectionsController],
  providers: [LookedAfterBeside],
})
export class OperationsModule {}
