import type { Fold } from '#eventing';
import type { SchoolEvent } from './school.events.js';
import { schoolStanding } from './standing.js';

/** A trust, by its UID where the census knows one. */
export interface Trust {
  readonly name: string;
  readonly uid?: string;
}

/** The trust of a school, from its own events. */
export const schoolTrust: Fold<SchoolEvent, Trust | null> = {
  category: schoolStanding.category,
  initial: null,
  evolve(trust, { type, data }) {
    if (type === 'SchoolRegistered') return data.trust ?? null;
    if (type === 'SchoolDetailsRefreshed' && data.changes.trust)
      return data.changes.trust.to ?? null;
    return trust;
  },
};

/** Whether two schools belong to one trust: by UID where both are known by one, else by name. */
export const sameTrust = (a: Trust | null, b: Trust | null): boolean =>
  !!a && !!b && (a.uid !== undefined && b.uid !== undefined ? a.uid === b.uid : a.name === b.name);
