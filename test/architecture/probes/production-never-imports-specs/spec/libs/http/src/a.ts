export * from './a.spec.js';
