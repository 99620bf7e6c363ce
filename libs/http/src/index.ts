export * from './fields/calendar-day.js';
export * from './fields/fields.js';
export * from './fields/narrative.js';
export * from './context.js';
