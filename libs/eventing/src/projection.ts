import type { Event, Recorded } from './message.js';

/** What every row of a read model has. */
export interface Row {
  /** `<identity>` or `<identity>|<rest>`: it begins with an identity that each of its events names. */
  key: string;
  /** The identities (`urn:…`, `partnership:…`) whose holders may see the row; `public` for everyone. */
  scope: string[];
}

/** Folds one event into one row; returns what the row becomes, or `undefined` for no row. */
export type Apply<F extends Event, R> = (
  row: R | undefined,
  event: Recorded<F>,
  key: string,
) => R | undefined;

/**
 * A read model as data: which rows an event touches, and what it makes of each. Pure, so live rows, rebuilds,
 * past answers and provenance are one mechanism. `on` has an entry for every event it declares.
 */
export interface Projection<F extends Event = Event, R extends Row = Row> {
  /** `<context>.<read-model>`. */
  readonly name: string;
  /** Raised when `on`, `key` or the row changes; the rows are then built anew. */
  readonly version: number;
  /** The TypeORM entity of a row, which also describes the table. */
  readonly entity: new () => R;
  /** The row keys an event touches. */
  key(event: Recorded<F>): string | readonly string[];
  readonly on: { readonly [T in F['type']]: Apply<Extract<F, { type: T }>, R> };
}

/** Any projection, where its types no longer matter. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a projection is contravariant in its events
export type AnyProjection = Projection<any, any>;

/** As an entry of `on`: the event takes the row away. */
export const remove = (): undefined => undefined;

/** As an entry of `on`: the event changes an existing row; without one it changes nothing. */
export const change =
  <F extends Event, R>(next: (row: R, event: Recorded<F>, key: string) => R): Apply<F, R> =>
  (row, event, key) =>
    row && next(row, event, key);

/** What a first event must say of a row: columns that may be null and are not named are null. */
export type Begun<R> = {
  [K in keyof R as K extends 'key' ? never : null extends R[K] ? never : K]: R[K];
} & { [K in keyof R as null extends R[K] ? K : never]?: R[K] };

/** As an entry of `on`: the event begins the row. */
export const starting =
  <F extends Event, R extends Row>(
    first: (event: Recorded<F>, key: string) => Begun<R>,
  ): Apply<F, R> =>
  (_, event, key) =>
    ({ key, ...first(event, key) }) as unknown as R;

/** As an entry of `on`: the event sets these columns of an existing row, whatever they held or by what they held. */
export const set =
  <F extends Event, R extends object>(
    columns: NoInfer<Partial<R>> | ((event: Recorded<F>, row: R) => NoInfer<Partial<R>>),
  ): Apply<F, R> =>
  (row, event) =>
    row && { ...row, ...(typeof columns === 'function' ? columns(event, row) : columns) };

/** The identity with which a row key begins. */
export function identityOf(key: string): string {
  const end = key.indexOf('|');
  return end < 0 ? key : key.slice(0, end);
}
