import { ContextModule } from '#http';
import { needsLead } from './partnership/needs-person.js';
import { partnerships } from './partnership/partnership.aggregate.js';
import { partnershipDirectoryReads } from './partnership-directory/partnership-directory.reads.js';
import { partnershipDirectory } from './partnership-directory/partnership-directory.projection.js';
import { schools } from './school/school.aggregate.js';
import { schoolDirectoryReads } from './school-directory/school-directory.reads.js';
import { schoolDirectory } from './school-directory/school-directory.projection.js';

/** The network context: schools and partnerships, upstream of the others. */
@ContextModule({
  name: 'network',
  aggregates: [schools, partnerships],
  projections: [schoolDirectory, partnershipDirectory],
  reads: [schoolDirectoryReads, partnershipDirectoryReads],
  needsPerson: [needsLead],
})
export class NetworkModule {}
