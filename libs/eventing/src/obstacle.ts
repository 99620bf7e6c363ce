import type { Fold } from './decider.js';
import type { Event } from './message.js';

/** Something that has to end before a person can be erased. */
export interface Obstacle {
  /** Stable and machine-readable. */
  readonly code: string;
  /** What is in the way, and what to do about it. */
  readonly detail: string;
}

/** Finds streams by whom their events name. */
export abstract class Naming {
  /** Every stream of a category with an event that names an identity (`person:…`), folded as it is now. */
  abstract streams<F extends Event, S>(
    fold: Fold<F, S>,
    identity: string,
  ): Promise<readonly { readonly id: string; readonly state: S }[]>;
}

/** What of one context still needs a person: nothing, when they may go. */
export type NeedsPerson = (personId: string, naming: Naming) => Promise<readonly Obstacle[]>;
