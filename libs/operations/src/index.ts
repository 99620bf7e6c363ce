export * from './projection/checked.js';
export * from './projection/projection.commands.js';
export { projections } from './projection/projection.aggregate.js';
export { OperationsModule } from './operations.module.js';
