export * from './columns.js';
export * from './faults.js';
export * from './readings.js';
export * from './reads.js';
export * from './shown-view.js';
