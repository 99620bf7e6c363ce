export * from './health.js';
export * from './states.js';
export * from './metrics.js';
