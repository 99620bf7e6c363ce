export * from '../../../apps/platform/src/main.js';
