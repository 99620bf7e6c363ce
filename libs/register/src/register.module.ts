import { contextModule } from '#http';
import { OpenNoteController } from './notes/notes.controller.js';
import { OpenPersonController, PersonController, persons } from './person/person.controller.js';

/** The register: people and narratives, the one place where an id becomes words. */
export const register = contextModule('register', {
  aggregates: [persons],
  projections: [],
  processes: [],
  controllers: [PersonController, OpenPersonController, OpenNoteController],
});
