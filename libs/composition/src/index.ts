export { databaseStanding } from './database.js';
export * from './config.js';
export * from './contexts.js';
export * from './edge.js';
export * from './housekeeping.js';
export * from './platform.js';
