import type { Fold } from '#eventing';
import type { SchoolEvent } from './school.events.js';

/** Whether a school may be given new memberships, reviews and support. */
export type Standing = 'unknown' | 'open' | 'closed';

/** The standing of a school from its own events: what the rules of other aggregates ask about it. */
export const schoolStanding: Fold<SchoolEvent, Standing> = {
  category: 'network.school',
  initial: 'unknown',
  evolve: (standing, { type }) =>
    type === 'SchoolRegistered' ? 'open' : type === 'SchoolClosed' ? 'closed' : standing,
};
