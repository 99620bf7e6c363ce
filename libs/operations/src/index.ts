export * from './projection/checked.js';
export * from './projection/projection.commands.js';
export { projections } from './projection/projection.aggregate.js';
export { OperationsModule } from './operations.module.js';
export { Examination, type Examined } from './health/examine.js';
export { databaseConditions, type Standing, standingOf } from './health/standing.js';
