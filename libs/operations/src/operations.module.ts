import { contextModule } from '#http';
import {
  OpenProjectionsController,
  ProjectionController,
  projections,
} from './projection/projection.controller.js';

/** Looking after the house: what operators see of its read models and processes, and what they do about them. */
export const operations = contextModule('operations', {
  aggregates: [projections],
  projections: [],
  processes: [],
  controllers: [ProjectionController, OpenProjectionsController],
});
