export * from './decider.js';
export * from './ids.js';
