export * from './reference/academic-year.js';
export * from './reference/focus-area.js';
export type * from './reference/identities.js';
export type * from './reference/measures.js';
export * from './reference/owner.js';
export * from './reference/partnership-model.js';
export * from './reference/phase.js';
export * from './reference/published-figure.js';
export * from './reference/registered-person.js';
export { BANK_HOLIDAYS_KNOWN } from './reference/bank-holidays.js';
export * from './reference/working-days.js';
export type { SchoolEvent } from './school/school.events.js';
export { schoolStanding, type Standing } from './school/standing.js';
export { sameTrust, schoolTrust } from './school/trust.js';
export { standingOf } from './partnership/owner.lookup.js';
export type { PartnershipEvent } from './partnership/partnership.events.js';
export { StreamMembership } from './partnership/membership.adapter.js';
export type { RecordCensusReturn } from './school/school.commands.js';
export {
  type ImportProgress,
  type ImportReport,
  type ImportSchools,
  importSchools,
} from './census/import-schools.adapter.js';
export { ImportRefused } from './census/import-refused.js';
export { partnershipDirectoryReads } from './partnership-directory/partnership-directory.reads.js';
export { NetworkModule } from './network.module.js';
