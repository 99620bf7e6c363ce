export * from './analysis.migrations.js';
export * from './analysis.module.js';
export { Discretion, type Served } from './index/discretion.js';
export { FACT_INDEX, FactIndex } from './index/fact-index.js';
export * from './index/facts.js';
export * from './feed/feed.js';
export { type Addresses, Links } from './index/links.js';
export * from './index/selection.js';
export * from './trace/trace.js';
