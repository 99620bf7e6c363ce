import type { CommandShape, Fold } from './decider.js';
import type { Event } from './message.js';

/** Folds other streams for a rule that must know of them; never a read model. */
export interface Reader {
  /** The state of a subject the command names; a subject outside the caller's grants is `NotFound`. */
  fold<F extends Event, S>(fold: Fold<F, S>, id: string): Promise<S>;
  /** The same without the check of grants: for public subjects (schools) and for matchmaking. */
  peek<F extends Event, S>(fold: Fold<F, S>, id: string): Promise<S>;
}

/** Gathers what `decide` must know of other streams. A check, not a lock. */
export type Lookup<C extends CommandShape, S, K> = (
  command: C,
  state: S,
  reader: Reader,
) => Promise<K>;
