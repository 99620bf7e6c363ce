import { NeedController } from './need/need.controller.js';
import { openNeeds } from './open-needs/open-needs.projection.js';
import { informBroker } from './processes/inform-broker.process.js';

export const intelligence = [NeedController, openNeeds, informBroker];
