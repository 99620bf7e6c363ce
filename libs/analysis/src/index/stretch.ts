import type { Position, Recorded } from '#eventing';

/** A stretch of the log: what was asked for in it, and the position up to which nothing of that is left out. */
export interface Stretch {
  readonly events: readonly Recorded[];
  readonly upTo: Position;
}

/** Where a stretch begins (after) and at most ends, and how many events it has at most. */
export interface Bounds {
  readonly after: Position;
  readonly upTo: Position;
  readonly limit: number;
}

/** Events of one correlation, and the position after which there are more. */
export interface Correlated {
  readonly events: readonly Recorded[];
  readonly next?: Position;
}
