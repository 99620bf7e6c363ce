export * from './fields/calendar-day.js';
export * from './fields/fields.js';
export * from './fields/lists.js';
export * from './fields/academic-year.js';
export * from './fields/digest.js';
export * from './fields/subject.js';
export * from './fields/narrative.js';
export * from './context.js';
