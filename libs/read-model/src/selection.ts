import type { Row } from '#eventing';
import type { DeclaredColumn } from './columns.js';
import { type Filters, filtersOf, passes, type RowFilter } from './filters.js';
import { type Order, orderOf, type Place, placeOf } from './order.js';
import { mentions, searched, wordsOf } from './search.js';

/** Filters taken together: the rows that pass them all, or those that do not. */
export interface AskedFlag {
  readonly filters: Filters;
  readonly hold: boolean;
}

/** Which rows of a read model are asked for, in which order, and how many at once. */
export interface ListAsked {
  readonly filters: Filters;
  readonly flags?: readonly AskedFlag[];
  readonly search?: string;
  readonly sort?: string;
  /** Only rows whose key begins with this identity and goes on. */
  readonly under?: string;
  /** Only rows that one of these identities may see, whoever else may. */
  readonly of?: readonly string[];
  readonly limit: number;
  readonly cursor?: string;
  /** Whether to count all of them. */
  readonly count?: boolean;
}

/** The same, read and found good. */
export interface Selection {
  readonly filters: readonly RowFilter[];
  readonly flags: readonly { readonly filters: readonly RowFilter[]; readonly hold: boolean }[];
  readonly words: readonly string[];
  readonly searched: readonly DeclaredColumn[];
  readonly under?: string;
  readonly of?: readonly string[];
  readonly order: Order;
  readonly after?: Place;
}

/** Reads what is asked of an entity's rows. Throws `BadFilter` or `BadCursor`. */
export function selectionOf(entity: new () => object, asked: ListAsked): Selection {
  const order = orderOf(entity, asked.sort);
  const after = placeOf(asked.cursor, order);
  const { under, of } = asked;
  return {
    filters: filtersOf(entity, asked.filters),
    flags: (asked.flags ?? []).map(({ filters, hold }) => ({
      filters: filtersOf(entity, filters),
      hold,
    })),
    words: wordsOf(entity, asked.search),
    searched: searched(entity),
    ...(under === undefined ? {} : { under }),
    ...(of === undefined ? {} : { of }),
    order,
    ...(after ? { after } : {}),
  };
}

/** Whether a row is one of those asked for. */
export const chosen = (
  { filters, flags, words, searched: by, under, of }: Selection,
  row: Row,
): boolean =>
  (under === undefined || row.key.startsWith(`${under}|`)) &&
  (of === undefined || row.scope.some((it) => of.includes(it))) &&
  passes(row, filters) &&
  flags.every((it) => passes(row, it.filters) === it.hold) &&
  mentions(by, words, row);

/** Whether anything narrows the rows at all. */
export const narrows = ({ filters, flags, words, under, of }: Selection): boolean =>
  filters.length + flags.length + words.length > 0 || under !== undefined || of !== undefined;

/** Identities of which each row asked for has at least one among the tags of its events; none when tags cannot tell. */
export function tagsOf({ filters, flags, under, of }: Selection): readonly string[] | undefined {
  if (under !== undefined) return [under];
  const sure = [...filters, ...flags.flatMap((it) => (it.hold ? it.filters : []))];
  const found = sure.find(({ column, among }) => column.names !== undefined && among);
  return found?.among?.map((it) => `${found.column.names ?? ''}:${String(it)}`) ?? of;
}

/** The properties that a list looks at: whether a row is in it, and where, tells of them. */
export const lookedAt = ({ filters, flags, order, words, searched: by }: Selection) =>
  [
    ...[...filters, ...flags.flatMap((it) => it.filters), ...order].map((it) => it.column),
    ...(words.length > 0 ? by : []),
  ].map((it) => it.property);
