import type { Fact, Recorded } from './message.js';

/** What every row of a read model has. */
export interface Row {
  /** `<identity>` or `<identity>|<rest>`: it begins with an identity that each of its facts names. */
  key: string;
  /** The identities (`urn:…`, `partnership:…`) whose holders may see the row; `public` for everyone. */
  scope: string[];
}

/** Folds one fact into one row; returns what the row becomes, or `undefined` for no row. */
export type Apply<F extends Fact, R> = (
  row: R | undefined,
  fact: Recorded<F>,
  key: string,
) => R | undefined;

/**
 * A read model as data: which rows a fact touches, and what it makes of each. Pure, so live rows, rebuilds,
 * past answers and provenance are one mechanism. `on` has an entry for every fact it declares.
 */
export interface Projection<F extends Fact = Fact, R extends Row = Row> {
  /** `<context>.<read-model>`. */
  readonly name: string;
  /** Raised when `on`, `key` or the row changes; the rows are then built anew. */
  readonly version: number;
  /** The TypeORM entity of a row, which also describes the table. */
  readonly entity: new () => R;
  /** The row keys a fact touches. */
  key(fact: Recorded<F>): string | readonly string[];
  readonly on: { readonly [T in F['type']]: Apply<Extract<F, { type: T }>, R> };
}

/** As an entry of `on`: the fact takes the row away. */
export const remove = (): undefined => undefined;

/** As an entry of `on`: the fact changes an existing row; without one it changes nothing. */
export const change =
  <F extends Fact, R>(next: (row: R, fact: Recorded<F>, key: string) => R): Apply<F, R> =>
  (row, fact, key) =>
    row && next(row, fact, key);

/** The identity with which a row key begins. */
export function identityOf(key: string): string {
  const end = key.indexOf('|');
  return end < 0 ? key : key.slice(0, end);
}
