import { contextModule } from '#http';
import { PartnershipController, partnerships } from './partnership/partnership.controller.js';
import { partnershipDirectoryReads } from './partnership-directory/partnership-directory.reads.js';
import { partnershipDirectory } from './partnership-directory/partnership-directory.projection.js';
import { SchoolController, schools } from './school/school.controller.js';
import { schoolDirectoryReads } from './school-directory/school-directory.reads.js';
import { schoolDirectory } from './school-directory/school-directory.projection.js';

/** The network context: schools and partnerships, upstream of the others. */
export const network = contextModule('network', {
  aggregates: [schools, partnerships],
  projections: [schoolDirectory, partnershipDirectory],
  processes: [],
  reads: [schoolDirectoryReads, partnershipDirectoryReads],
  controllers: [SchoolController, PartnershipController],
});
