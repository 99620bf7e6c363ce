import { decisionsOf } from '#testing';
import { openNeeds } from './open-needs.projection.js';

decisionsOf(openNeeds);
