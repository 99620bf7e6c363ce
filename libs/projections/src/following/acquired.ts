import type { Position } from '#eventing';
import type { Lease } from './lease.js';

/** What became of asking for a lease. */
export type Acquired =
  | {
      readonly kind: 'leading';
      readonly lease: Lease;
      readonly live: boolean;
      readonly lastError: string | null;
    }
  | {
      readonly kind: 'standby';
      readonly live: boolean;
      readonly owner: string | null;
      readonly position: Position;
      readonly parkedKeys: number;
    }
  /** Its version was replaced by a later one. */
  | { readonly kind: 'retired' };

/** A follower as a look finds it; with an `epoch` when its lease was taken. */
export interface FollowerRow {
  readonly name: string;
  readonly version: number;
  readonly epoch: string | null;
  readonly log_id: string | null;
  readonly position: Position;
  readonly owner: string | null;
  readonly live: boolean;
  readonly last_error: string | null;
  readonly free_in: number;
  readonly parked_keys: number;
}
