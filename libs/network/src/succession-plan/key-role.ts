import { type Day, plusDays } from '#eventing';

/** The roles that a partnership cannot do without. */
export const keyRoles = [
  'partnershipLead',
  'clusterLead',
  'boardChair',
  'businessLead',
  'safeguardingLead',
] as const;

/** One of them. */
export type KeyRole = (typeof keyRoles)[number];

/** A term: a third of the 39 weeks that a school is at work in a year, by teachers' pay and conditions (195 days). */
const TERM_WEEKS = 13;

/** How many days a role may be vacant before the partnership is prompted. */
export const VACANT_FOR_DAYS = TERM_WEEKS * 7;

/** The first day on which a vacancy since then is to be prompted. */
export const promptedFrom = (since: Day): Day => plusDays(since, VACANT_FOR_DAYS);
