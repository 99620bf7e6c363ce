import { contextModule } from '#http';
import { NeedController, needs } from './need/need.controller.js';
import { openNeedsReads } from './open-needs/open-needs.reads.js';
import { openNeeds } from './open-needs/open-needs.projection.js';
import { releaseNeed } from './processes/release-need.process.js';

/** The intelligence context: what is noticed, and whether it is a need. */
export const intelligence = contextModule('intelligence', {
  aggregates: [needs],
  projections: [openNeeds],
  processes: [releaseNeed],
  reads: [openNeedsReads],
  controllers: [NeedController],
});
