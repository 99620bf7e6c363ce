export * from './decisions-of.js';
export * from './rows-of.js';
export * from './test-database.js';
