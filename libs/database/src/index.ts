export * from './data-source.js';
export * from './embedded/start-postgres.js';
export { HeldLock, inTurn } from './locks.js';
export * from './migrate.js';
export * from './pool.js';
export * from './snake-naming.js';
export { assertDurable } from './embedded/settings.js';
