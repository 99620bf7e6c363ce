export * from './faults.js';
export * from './migrations.js';
export * from './postgres-event-store.js';
