export * from './demonstration.js';
export { story } from './story/index.js';
