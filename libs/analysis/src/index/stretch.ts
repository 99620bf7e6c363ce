import type { Position, Recorded } from '#eventing';

/** A stretch of the log: what was asked for in it, and the position up to which nothing of that is left out. */
export interface Stretch {
  readonly facts: readonly Recorded[];
  readonly upTo: Position;
}

/** Where a stretch begins (after) and at most ends, and how many facts it has at most. */
export interface Bounds {
  readonly after: Position;
  readonly upTo: Position;
  readonly limit: number;
}

/** Facts of one correlation, and the position after which there are more. */
export interface Correlated {
  readonly facts: readonly Recorded[];
  readonly next?: Position;
}
