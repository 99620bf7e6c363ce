import type { Audience } from './audience.js';
import type { CommandShape, Decider } from './decider.js';
import type { Lookup } from './lookup.js';
import type { Event } from './message.js';
import type { Reservation } from './reservation.js';

/** A decider with what it is bound to: how to know of other streams, and what to reserve first. */
export interface Aggregate<C extends CommandShape, F extends Event, S, K> {
  readonly decider: Decider<C, F, S, K>;
  readonly lookup: Lookup<C, S, K>;
  /** The reservations of one command, made once `decide` agrees and before its events are recorded. */
  readonly reservations: (command: C, state: S, id: string, known: K) => readonly Reservation[];
  /** Who may know and act; those to whom its stream's first event is granted, when absent. */
  readonly audience?: Audience<C, S>;
}

/** Any aggregate, where its types no longer matter: the handler and the registry. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- commands and events are contravariant
export type AnyAggregate = Aggregate<any, any, any, any>;

/** Binds a decider. Without a lookup, `known` is an empty object. */
export function aggregate<C extends CommandShape, F extends Event, S, K = unknown>(
  decider: Decider<C, F, S, K>,
  options: {
    lookup?: Lookup<C, S, K>;
    reservations?: (command: C, state: S, id: string, known: K) => readonly Reservation[];
    audience?: Audience<C, S>;
  } = {},
): Aggregate<C, F, S, K> {
  return {
    decider,
    lookup: options.lookup ?? (() => Promise.resolve({} as K)),
    reservations: options.reservations ?? (() => []),
    ...(options.audience ? { audience: options.audience } : {}),
  };
}
