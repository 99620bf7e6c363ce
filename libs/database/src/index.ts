export * from './data-source.js';
export { runningUrlOf } from './embedded/running.js';
export * from './embedded/start-postgres.js';
export { DatabaseSilent } from './house-pool.js';
export { LONG } from './limits.js';
export * from './migrate.js';
export * from './pool.js';
export * from './snake-naming.js';
export { assertDurable } from './embedded/settings.js';
