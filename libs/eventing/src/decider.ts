import type { Catalogue } from './catalogue.js';
import type { Actor, Fact } from './message.js';

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
  readonly actor: Actor & { readonly urns: readonly string[] };
  /** What the lookup folded from other streams. */
  readonly known: K;
}

/** Folds the facts of one category of stream into what a reader needs to know. */
export interface Fold<F extends Fact, S> {
  /** `<context>.<aggregate>`; a stream is `<category>-<id>`. */
  readonly category: string;
  readonly initial: S;
  evolve(state: S, fact: F): S;
}

/**
 * One aggregate: pure, so that a conflict is retried and a rebuild repeats itself.
 * `decide` returns the facts (none when the command changes nothing) or throws a `Refusal`.
 */
export interface Decider<C extends CommandShape, F extends Fact, S, K = unknown> extends Fold<
  F,
  S
> {
  /** The prefix of its identity in `tags`, e.g. `need` for `need:…`. */
  readonly identity: string;
  readonly facts: Catalogue<F>;
  decide(command: C, state: S, context: Context<K>): readonly F[];
}

/** The state after these facts. */
export function foldOf<F extends Fact, S>(fold: Fold<F, S>, facts: Iterable<F>): S {
  let state = fold.initial;
  for (const fact of facts) state = fold.evolve(state, fact);
  return state;
}

/** The stream of one aggregate. */
export const streamOf = (category: string, id: string): string => `${category}-${id}`;

/** For `default:` branches: a case that was forgotten does not compile. */
export function never(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
