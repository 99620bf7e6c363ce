export * from './reference/academic-year.js';
export * from './reference/focus-area.js';
export * from './reference/partnership-model.js';
export * from './reference/phase.js';
export * from './reference/published-figure.js';
export type { SchoolEvent } from './school/school.events.js';
export { schoolStanding, type Standing } from './school/standing.js';
