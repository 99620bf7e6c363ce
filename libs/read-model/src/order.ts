import { columnsOf, type DeclaredColumn } from './columns.js';
import { BadCursor, BadFilter } from './faults.js';

/** By which columns rows are ordered: nulls come last either way, and the key decides between equals. */
export type Order = readonly { readonly column: DeclaredColumn; readonly descending: boolean }[];

/** Where a page ended: its last row, as far as the order looks at it. */
export type Place = Readonly<Record<string, unknown>> & { readonly key: string };

const MOST_COLUMNS = 3;

/** The columns that lists of an entity can be ordered by. */
export const sortable = (entity: new () => object): readonly DeclaredColumn[] =>
  columnsOf(entity).filter((it) => it.sort || (it.filter && it.kind !== 'list'));

/** Reads `sort`: properties with commas between them, `-` before those that descend. Throws `BadFilter`. */
export function orderOf(entity: new () => object, sort = ''): Order {
  if (sort === '') return [];
  const columns = sortable(entity);
  const order = sort.split(',').map((name) => {
    const descending = name.startsWith('-');
    const column = columns.find((it) => it.property === (descending ? name.slice(1) : name));
    if (column) return { column, descending };
    const known = columns.map((it) => it.property).join(', ');
    throw new BadFilter('sort', `there is no ${name} to sort by; there is ${known || 'nothing'}`);
  });
  if (order.length > MOST_COLUMNS || new Set(order.map((it) => it.column)).size < order.length)
    throw new BadFilter('sort', `takes at most ${MOST_COLUMNS} properties, each once`);
  return order;
}

/** Text by its code points, as PostgreSQL has it in the collation C. */
const byCodePoint = (one: string, other: string): number =>
  one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other));

function compared(one: unknown, other: unknown): number {
  if (one === other) return 0;
  if (typeof one === 'string' && typeof other === 'string') return byCodePoint(one, other);
  return (one as number) < (other as number) ? -1 : 1;
}

/** Which of two rows comes first. */
export const compare =
  (order: Order) =>
  (one: object, other: object): number => {
    for (const { column, descending } of order) {
      const [a, b] = [one, other].map((it) => (it as Place)[column.property] ?? null);
      if (a === null || b === null) {
        if (a !== b) return a === null ? 1 : -1;
        continue;
      }
      const found = compared(a, b);
      if (found !== 0) return descending ? -found : found;
    }
    return byCodePoint((one as Place).key, (other as Place).key);
  };

const written = (order: Order): string =>
  order.map(({ column, descending }) => `${descending ? '-' : ''}${column.property}`).join(',');

/** The cursor that continues a list after a row. */
export const cursorAfter = (order: Order, row: object): string =>
  Buffer.from(
    JSON.stringify([
      written(order),
      ...order.map((it) => (row as Place)[it.column.property] ?? null),
      (row as Place).key,
    ]),
  ).toString('base64url');

const fits = {
  count: Number.isSafeInteger,
  pence: Number.isSafeInteger,
  real: Number.isFinite,
  flag: (it: unknown) => typeof it === 'boolean',
} as Readonly<Record<string, ((it: unknown) => boolean) | undefined>>;
const isText = (it: unknown): it is string => typeof it === 'string' && !it.includes('\0');

/** The place a cursor continues after; none for the first page. Throws `BadCursor` for one of another order. */
export function placeOf(cursor: string | undefined, order: Order): Place | undefined {
  if (cursor === undefined) return undefined;
  const parts = parsed(cursor);
  const [sort, ...values] = Array.isArray(parts) ? (parts as unknown[]) : [];
  const key = values.pop();
  const good = order.every(
    ({ column }, at) => values[at] === null || (fits[column.kind] ?? isText)(values[at]),
  );
  if (!good || sort !== written(order) || values.length !== order.length || !isText(key))
    throw new BadCursor();
  return { ...Object.fromEntries(order.map((it, at) => [it.column.property, values[at]])), key };
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new BadCursor();
  }
}
