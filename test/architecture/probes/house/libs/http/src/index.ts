export * from './fields/fields.js';
