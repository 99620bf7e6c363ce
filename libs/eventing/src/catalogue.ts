import type { Fact } from './message.js';

/** What the house knows of one type of fact, from the fact's own data alone. */
export interface FactType<D> {
  /** Raised whenever the shape of `data` changes. */
  readonly version: number;
  /** The identities a fact names: first those it belongs to. */
  about(data: D): readonly (string | undefined)[];
  /** The day it was true, when that is not the day it was recorded. */
  occurredOn?(data: D): string | undefined;
  /** One step for each version before this one, by the version it starts from. */
  readonly upcasts?: Upcasts;
}

/**
 * What turns the data of one version into the data of the next. A step states the old shape it takes; every old
 * golden shape is led through its steps and checked against the shape of today.
 */
export type Upcasts = Readonly<Record<number, (data: never) => unknown>>;

/** Every type of fact of one aggregate; a forgotten one does not compile. */
export type Catalogue<F extends Fact> = {
  readonly [T in F['type']]: FactType<Extract<F, { type: T }>['data']>;
};

/** The identities of a fact by its catalogue, each once, in the order stated. */
export function identitiesOf<F extends Fact>(catalogue: Catalogue<F>, fact: F): string[] {
  const type = catalogue[fact.type as F['type']] as FactType<unknown>;
  return [...new Set(type.about(fact.data).filter((it): it is string => it !== undefined))];
}
