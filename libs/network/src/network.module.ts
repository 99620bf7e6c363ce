import { ContextModule } from '#http';
import { needsLead } from './partnership/needs-person.js';
import { partnerships } from './partnership/partnership.aggregate.js';
import { partnershipDirectoryReads } from './partnership-directory/partnership-directory.reads.js';
import { partnershipDirectory } from './partnership-directory/partnership-directory.projection.js';
import { promptVacancy } from './processes/prompt-vacancy.process.js';
import { schools } from './school/school.aggregate.js';
import { schoolDirectoryReads } from './school-directory/school-directory.reads.js';
import { schoolDirectory } from './school-directory/school-directory.projection.js';
import { successionReads } from './succession/succession.reads.js';
import { succession } from './succession/succession.projection.js';
import { needsHolder } from './succession-plan/forgetting-a-holder.js';
import { successionPlans } from './succession-plan/succession-plan.aggregate.js';

/** The network context: schools and partnerships, upstream of the others. */
@ContextModule({
  name: 'network',
  aggregates: [schools, partnerships, successionPlans],
  projections: [schoolDirectory, partnershipDirectory, succession],
  processes: [promptVacancy],
  reads: [schoolDirectoryReads, partnershipDirectoryReads, successionReads],
  needsPerson: [needsLead, needsHolder],
})
export class NetworkModule {}
