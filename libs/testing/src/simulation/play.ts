import type { AnyAggregate, AnyProcess, AnyProjection, Catalogue, Event } from '#eventing';
import type { Chance } from './chance.js';

/** What a simulation runs: the followers, and the history that they follow. */
export interface Play<F extends Event = Event> {
  readonly projections: readonly AnyProjection[];
  /** Later versions of some of them, which join in part of the runs. */
  readonly raised?: readonly AnyProjection[];
  readonly processes?: readonly AnyProcess[];
  /** Those that the processes send commands to; each command records an event or is refused. */
  readonly aggregates?: readonly AnyAggregate[];
  readonly catalogue: Catalogue<F>;
  /** The events of one run, in order, none of which the projections fail to fold. */
  readonly events: (chance: Chance) => readonly F[];
  /** How many processes share the work; 2 unless it says. */
  readonly nodes?: number;
}

/** What was promised and did not hold. */
export class Violation extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'Violation';
  }
}

/** How long a lease lasts in a simulation, in milliseconds that pass at once. */
export const LEASE_MS = 1_000;
