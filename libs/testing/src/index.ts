export * from './as-of-equals-fold.js';
export * from './decisions-of.js';
export * from './rows-of.js';
export * from './test-database.js';
export * from './census-sample.js';
export * from './shared-data.js';
export * from './memory-store.js';
export * from './test-folder.js';
