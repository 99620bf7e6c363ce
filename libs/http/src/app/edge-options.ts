import type { DynamicModule, Provider, Type } from '@nestjs/common';
import type { Aggregates, Audiences, Clock, EventStore, CommandHandling } from '#eventing';
import type { Health } from '#health';
import type { Readings } from '#read-model';
import type { RequestLimits } from '../access/request-limit.js';
import type { Identities } from '../identity/identity.js';
import type { Membership } from '../identity/membership.js';
import type { NoteStore } from '../commands/note-store.js';
import type { Log } from './log.js';

/** What the edge stands on. */
export interface EdgeParts {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly aggregates: Aggregates;
  /** The one command handler of the process. */
  readonly handling: CommandHandling;
  readonly readings: Readings;
  readonly audiences: Audiences;
  readonly noteStore: NoteStore;
  readonly membership: Membership;
  readonly identities: Identities;
  /** Keys the hashes of bodies. Keep it: with another one, a repeated Idempotency-Key looks reused. */
  readonly secret: string | Buffer;
  /** Asked by `/readyz` and `/metrics`; it answers in a few seconds, whatever the servers do. */
  readonly health: () => Promise<Health>;
}

/** A service of the house, to be mounted by `buildApp`. */
export interface EdgeOptions extends RequestLimits {
  /** Its contexts and whatever else it serves: Nest modules. */
  readonly imports: readonly (Type | DynamicModule)[];
  readonly parts: EdgeParts;
  /** What those inject and do not bring themselves. */
  readonly providers?: readonly Provider[];
  /** Says nothing when absent. */
  readonly log?: Log;
  /** How long a read waits for `Min-Position`; 5 s when absent. */
  readonly patienceMs?: number;
  /** A token that opens `/metrics` and nothing else; none when absent. */
  readonly metricsToken?: string;
  /** How long requests in flight have to finish once the house closes; 5 s when absent. */
  readonly graceMs?: number;
}
