import type { Pool } from 'pg';
import type { Clock, EventStore, Handling } from '#eventing';
import type { Obstacles } from './obstacles.js';

/** What an erasure stands on. */
export interface ErasureParts {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly handling: Handling;
  readonly clock: Clock;
  readonly obstacles: Obstacles;
}
