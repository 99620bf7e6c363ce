export * from './decisions-of.js';
export * from './rows-of.js';
