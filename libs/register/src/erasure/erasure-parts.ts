import type { Pool } from 'pg';
import type { Clock, CommandHandling, EventStore, NeedsPerson } from '#eventing';

/** What an erasure stands on. */
export interface ErasureParts {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly handling: CommandHandling;
  readonly clock: Clock;
  /** What each context still needs people for. */
  readonly needs: readonly NeedsPerson[];
}
