export * from './notes/notes.js';
export * from './person/people.js';
export { PersonDetailsBeside } from './person/person.controller.js';
export type { PersonEvent } from './person/person.events.js';
export * from './register.migrations.js';
export { register } from './register.module.js';
export * from './secrets.js';
