import type { Catalogue } from './catalogue.js';
import type { Actor, Event } from './message.js';

/** A message that asks for something. Command classes state their `type` on the prototype. */
export interface CommandShape {
  readonly type: string;
}

/** What a decision may depend on besides the command and the state: all of it is input. */
export interface Context<K = unknown> {
  /** The id of the aggregate that is asked; for a new one, the id it takes. */
  readonly id: string;
  /** The instant of the decision, from the injected clock. */
  readonly now: string;
  /** The same as a day in London, `YYYY-MM-DD`. */
  readonly today: string;
  /** The London day since which the subject is there, as its first event tells; today for a new one. */
  readonly begunOn: string;
  readonly actor: Actor & { readonly urns: readonly string[] };
  /** What the lookup folded from other streams. */
  readonly known: K;
}

/** Folds the events of one category of stream into what a reader needs to know. */
export interface Fold<F extends Event, S> {
  /** `<context>.<aggregate>`; a stream is `<category>-<id>`. */
  readonly category: string;
  readonly initial: S;
  evolve(state: S, event: F): S;
}

/**
 * What an aggregate that is a set of others says of itself. Each event that changes what the set means names every member
 * in its data, so that whoever follows a member hears of it: a set's first event knows none of them.
 */
export interface MemberSet<F extends Event, S> {
  /** The identities of the members. */
  members(state: S): readonly string[];
  /** The events that change what it means to be a member. */
  readonly changedBy: readonly F['type'][];
}

/**
 * One aggregate: pure, so that a conflict is retried and a rebuild repeats itself.
 * `decide` returns the events (none when the command changes nothing) or throws a `Refusal`.
 */
export interface Decider<C extends CommandShape, F extends Event, S, K = unknown> extends Fold<
  F,
  S
> {
  /** The prefix of its identity in `tags`, e.g. `need` for `need:…`. */
  readonly identity: string;
  readonly events: Catalogue<F>;
  /** For an aggregate that is a set: of whom. */
  readonly set?: MemberSet<F, S>;
  decide(command: C, state: S, context: Context<K>): readonly F[];
}

/** The state after these events. */
export function foldOf<F extends Event, S>(fold: Fold<F, S>, events: Iterable<F>): S {
  let state = fold.initial;
  for (const event of events) state = fold.evolve(state, event);
  return state;
}

/** The stream of one aggregate. */
export const streamOf = (category: string, id: string): string => `${category}-${id}`;

/** For `default:` branches: a case that was forgotten does not compile. */
export function never(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
