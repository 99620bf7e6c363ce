import { ContextModule } from '#http';
import { SubjectController } from './erasure/subject.controller.js';
import { noteEdits, RedactionBeside } from './notes/note.aggregate.js';
import { OpenNoteController } from './notes/notes.controller.js';
import { OpenPersonController } from './person/open-person.controller.js';
import { PersonDetailsBeside, servedPersons } from './person/person.aggregate.js';

/** The register: people and narratives, the one place where an id becomes words. */
@ContextModule({
  name: 'register',
  aggregates: [servedPersons, noteEdits],
  controllers: [OpenPersonController, SubjectController, OpenNoteController],
  providers: [PersonDetailsBeside, RedactionBeside],
})
export class RegisterModule {}
