export * from './cloud-event.js';
export * from './schemas/json-schema.js';
export { factSchemas } from './schemas/generated.js';
export * from './shapes/current-shapes.js';
export * from './shapes/known-facts.js';
