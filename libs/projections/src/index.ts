export * from './columns.js';
export * from './readings.js';
