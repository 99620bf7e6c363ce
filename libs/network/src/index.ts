export * from './reference/academic-year.js';
export * from './reference/focus-area.js';
