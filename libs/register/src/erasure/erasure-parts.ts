import type { Pool } from 'pg';
import type { Clock, EventStore, CommandHandling } from '#eventing';
import type { Obstacles } from './obstacles.js';

/** What an erasure stands on. */
export interface ErasureParts {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly handling: CommandHandling;
  readonly clock: Clock;
  readonly obstacles: Obstacles;
}
