import type { Event, Fold, Projection, Role, Row } from '#eventing';
import { columnsOf } from './columns.js';
import type { Filters } from './filters.js';
import type { Named } from './named.js';
import type { Viewer } from './viewer.js';

/** Something that is so of a row on one day and not on another: *late*, *overdue*. Shown with each row, and a filter. */
export interface Flag {
  readonly says: string;
  /** The filters that the rows pass of which it is so on a day. */
  readonly when: (today: string) => Filters;
}

/** How a read model is served: data, of which the edge makes routes, their description and their access. */
export interface Reads<R extends Row = Row, S extends object = object> {
  readonly projection: Projection<Event, R>;
  /** As refusals and tables of access name it: `OpenNeeds`. */
  readonly name: string;
  /** Who is granted it. */
  readonly roles: readonly Role[];
  /** A plural noun: `needs` is served at `/v1/needs`. */
  readonly path: string;
  /** What a row's key names, `<identity>:<id>`; within another, the second part of its key. */
  readonly identity: string;
  /**
   * The reads of the row that a key of two parts begins with: within those at `/v1/partnerships`, the row
   * `partnership:<id>|role:<role>` of the path `succession` is at `/v1/partnerships/<id>/succession/<role>`.
   */
  readonly within?: AnyReads;
  readonly flags: Readonly<Record<string, Flag>>;
  /** What `serve` adds to a row, by name: what it says. */
  readonly adds: Readonly<Record<string, string>>;
  /** People of a row, by the property that tells of them: null to those who may not know. */
  readonly names: Readonly<Record<string, Named<R>>>;
  /** What became of subjects that have no row any more: `was met or withdrawn`. None ever loses its row when absent. */
  readonly gone?: string;
  /**
   * What is known by now of the subject of a row: folded from its stream for a row of the past, since what was said later
   * may withhold what was said then. A row of the present knows for itself.
   */
  readonly now?: Fold<never, unknown>;
  /** What a viewer is shown of a row: suppression, texts. The whole row when absent. `now` is what `now` folds. */
  readonly serve?: (row: R, viewer: Viewer, now?: unknown) => S | Promise<S>;
}

/** The name of a read model in the access table: `intelligence.open-needs` is `OpenNeeds`. */
export const queryName = (projection: string): string =>
  projection
    .slice(projection.lastIndexOf('.') + 1)
    .split('-')
    .map((it) => it.charAt(0).toUpperCase() + it.slice(1))
    .join('');

type Options<R extends Row, S extends object> = Pick<Reads<R, S>, 'path' | 'roles' | 'identity'> &
  Partial<Pick<Reads<R, S>, 'within' | 'flags' | 'adds' | 'names' | 'gone' | 'now' | 'serve'>>;

/** Any declared reads, where the types of their rows no longer matter. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- `serve` is contravariant in its row
export type AnyReads = Reads<any, any>;

/** Declares how a read model is served: a list of its rows, one row, and the events behind it. */
export const reads = <F extends Event, R extends Row, S extends object = R>(
  projection: Projection<F, R>,
  options: Options<R, S>,
): Reads<R, S> => ({
  projection: projection,
  name: queryName(projection.name),
  flags: {},
  adds: {},
  names: {},
  ...options,
});

/** The properties of a row as it is served, in their order: its columns, its flags, what is added, and its people. */
export const servedProperties = ({
  projection,
  flags,
  adds,
  names,
}: AnyReads): readonly string[] => [
  ...columnsOf(projection.entity).map((it) => it.property),
  ...Object.keys(flags),
  ...Object.keys(adds),
  ...Object.keys(names),
];

/** The key of a row from the ids in its address. */
export const keyIn = ({ identity, within }: AnyReads, ids: readonly string[]): string =>
  within
    ? `${within.identity}:${ids[0] ?? ''}|${identity}:${ids[1] ?? ''}`
    : `${identity}:${ids[0] ?? ''}`;

/** The address of a row by its key. */
export function addressOf({ path, within }: AnyReads, key: string): string {
  const ids = key.split('|').map((it) => encodeURIComponent(it.slice(it.indexOf(':') + 1)));
  return within
    ? `/v1/${within.path}/${ids[0] ?? ''}/${path}/${ids[1] ?? ''}`
    : `/v1/${path}/${ids.join('%7C')}`;
}
