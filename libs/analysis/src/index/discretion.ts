import type { Recorded } from '#eventing';

/** A fact as it is served, and the rule by which figures of it were withheld, if any were. */
export interface Served {
  readonly fact: Recorded;
  readonly suppression?: string;
}

/** Knows which figures of facts are withheld from whom: the context that owns the figures does. */
export abstract class Discretion {
  /** The facts in their order, as they are served to somebody who speaks for these schools. */
  abstract served(facts: readonly Recorded[], urns: readonly string[]): Promise<readonly Served[]>;
}
