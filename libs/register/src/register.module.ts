import { contextModule } from '#http';
import { SubjectController } from './erasure/subject.controller.js';
import { noteEdits, RedactionController } from './notes/note.controller.js';
import { OpenNoteController } from './notes/notes.controller.js';
import { OpenPersonController } from './person/open-person.controller.js';
import { PersonController } from './person/person.controller.js';
import { persons } from './person/persons.js';

/** The register: people and narratives, the one place where an id becomes words. */
export const register = contextModule('register', {
  aggregates: [persons, noteEdits],
  projections: [],
  processes: [],
  controllers: [
    PersonController,
    OpenPersonController,
    SubjectController,
    OpenNoteController,
    RedactionController,
  ],
});
