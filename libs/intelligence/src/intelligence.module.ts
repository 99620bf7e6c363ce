import { ContextModule } from '#http';
import { needs } from './need/need.aggregate.js';
import { openNeedsReads } from './open-needs/open-needs.reads.js';
import { openNeeds } from './open-needs/open-needs.projection.js';
import { releaseNeed } from './processes/release-need.process.js';

/** The intelligence context: what is noticed, and whether it is a need. */
@ContextModule({
  name: 'intelligence',
  aggregates: [needs],
  projections: [openNeeds],
  processes: [releaseNeed],
  reads: [openNeedsReads],
})
export class IntelligenceModule {}
