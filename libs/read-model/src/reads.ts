import type { Fact, Projection, Role, Row, Scope } from '#eventing';

/** Who is shown a row, and on which day. */
export interface Viewer {
  /** The schools they speak for. */
  readonly urns: readonly string[];
  readonly role: string;
  readonly scope: Scope;
  /** Today in London; in an answer about the past the day it is about. */
  readonly today: string;
}

/** What a viewer is shown of a row: suppression, texts. */
export type Serve<R extends Row = Row> = (row: R, viewer: Viewer) => object | Promise<object>;

/** How a read model is served: data, of which the edge makes routes, their description and their access. */
export interface Reads<R extends Row = Row> {
  readonly projection: Projection<Fact, R>;
  /** As refusals and tables of access name it: `OpenNeeds`. */
  readonly name: string;
  /** Who is granted it. */
  readonly roles: readonly Role[];
  /** A plural noun: `needs` is served at `/v1/needs`. */
  readonly path: string;
  /** The identity a row is about: a row's key is `<identity>:<id>`. */
  readonly identity: string;
  /** Properties of the row that a list can be narrowed by. */
  readonly filters: readonly string[];
  /** The whole row when absent. */
  readonly serve?: Serve<R>;
}

/** The name of a read model in the access table: `intelligence.open-needs` is `OpenNeeds`. */
export const queryName = (projection: string): string =>
  projection
    .slice(projection.lastIndexOf('.') + 1)
    .split('-')
    .map((it) => it.charAt(0).toUpperCase() + it.slice(1))
    .join('');

/** Declares how a read model is served: a list of its rows, one row, and the facts behind it. */
export const reads = <F extends Fact, R extends Row>(
  projection: Projection<F, R>,
  options: Omit<Reads<R>, 'projection' | 'name'>,
): Reads => ({ projection, name: queryName(projection.name), ...options }) as unknown as Reads;
