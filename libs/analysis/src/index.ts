export * from './analysis.migrations.js';
export * from './analysis.module.js';
export { Discretion, type Served } from './discretion.js';
export { FACT_INDEX, FactIndex } from './fact-index.js';
export * from './facts.js';
export * from './feed.js';
export { addresses } from './links.js';
export * from './selection.js';
export * from './trace.js';
