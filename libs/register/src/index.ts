export * from './notes/notes.js';
export * from './person/people.js';
export { person } from './person/person.js';
export { CorrectPerson, RegisterPerson } from './person/person.commands.js';
export type { PersonEvent } from './person/person.events.js';
export * from './register.migrations.js';
