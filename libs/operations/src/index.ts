export * from './projection/checked.js';
export * from './projection/projection.commands.js';
export { LookedAfterBeside, projections } from './projection/projection.controller.js';
export * from './operations.module.js';
