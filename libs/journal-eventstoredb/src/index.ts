export * from './event-store-db-event-store.js';
export * from './faults.js';
