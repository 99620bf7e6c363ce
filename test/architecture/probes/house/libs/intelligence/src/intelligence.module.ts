import { needs } from './need/need.aggregate.js';
import { openNeeds } from './open-needs/open-needs.projection.js';
import { openNeedsReads } from './open-needs/open-needs.reads.js';
import { informBroker } from './processes/inform-broker.process.js';

export const intelligence = [needs, openNeeds, openNeedsReads, informBroker];
