export * from './missing.js';
