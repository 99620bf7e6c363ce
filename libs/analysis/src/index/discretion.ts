import type { Recorded } from '#eventing';

/** An event as it is served, and the rule by which figures of it were withheld, if any were. */
export interface Served {
  readonly event: Recorded;
  readonly suppression?: string;
}

/** Knows which figures of events are withheld from whom: the context that owns the figures does. */
export abstract class Redaction {
  /** The events in their order, as they are served to somebody who speaks for these schools. */
  abstract served(events: readonly Recorded[], urns: readonly string[]): Promise<readonly Served[]>;
}
