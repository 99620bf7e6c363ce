import { isDay, numberFault, numberIn } from '#eventing';
import { columnsOf, type ColumnKind, type DeclaredColumn } from './columns.js';
import { BadFilter } from './faults.js';
import { numberRules } from './shapes.js';

/** Filters as a caller gives them: `state`, once or several times, and `since.from`, `since.to`. */
export type Filters = Readonly<Record<string, string | readonly string[]>>;

/** A value as its column has it. */
export type Value = string | number | boolean;

/** A filter on a declared column, its values read as the column's kind. */
export interface RowFilter {
  readonly column: DeclaredColumn;
  /** The row has one of these; a list holds one of them. */
  readonly among?: readonly Value[];
  /** From here on and up to there, both included. */
  readonly from?: Value;
  readonly to?: Value;
}

const MOST_VALUES = 50;
const ranged: readonly ColumnKind[] = ['day', 'count', 'pence', 'real'];

/** Whether a column can be narrowed to a range. */
export const isRanged = ({ kind }: DeclaredColumn): boolean => ranged.includes(kind);

/** The columns that lists of an entity can be narrowed by. */
export const filtered = (entity: new () => object): readonly DeclaredColumn[] =>
  columnsOf(entity).filter((it) => it.filter);

/** The names of all filters of an entity. */
export const filterNames = (entity: new () => object): readonly string[] =>
  filtered(entity).flatMap((it) =>
    isRanged(it) ? [it.property, `${it.property}.from`, `${it.property}.to`] : [it.property],
  );

/** Reads filters. Throws `BadFilter`. */
export function filtersOf(entity: new () => object, filters: Filters): readonly RowFilter[] {
  const columns = filtered(entity);
  const found = new Map<string, RowFilter>();
  for (const [name, given] of Object.entries(filters)) {
    const [property = '', end] = name.split('.');
    const column = columns.find((it) => it.property === property);
    if (!column || !filterNames(entity).includes(name))
      throw new BadFilter(name, 'there is no such property to filter by');
    const values = [given].flat().map((it) => valueOf(column.kind, name, it));
    const [value] = values;
    if (values.length > MOST_VALUES || value === undefined || (end && values.length > 1))
      throw new BadFilter(name, `takes ${end ? 'one value' : `1 to ${MOST_VALUES} values`}`);
    const part =
      end === 'from' ? { from: value } : end === 'to' ? { to: value } : { among: values };
    found.set(property, { column, ...found.get(property), ...part });
  }
  return [...found.values()];
}

function valueOf(kind: ColumnKind, name: string, text: string): Value {
  switch (kind) {
    case 'count':
    case 'pence':
    case 'real':
      return numberOf(kind, name, text);
    case 'flag':
      if (text !== 'true' && text !== 'false') throw new BadFilter(name, 'must be true or false');
      return text === 'true';
    case 'day':
      if (!isDay(text)) throw new BadFilter(name, 'must be a day of the calendar, YYYY-MM-DD');
      return text;
    case 'text':
    case 'list':
    case 'json':
    case 'records':
      if (text.includes('\0')) throw new BadFilter(name, 'must not contain the character NUL');
      return text;
  }
}

function numberOf(kind: 'count' | 'pence' | 'real', name: string, text: string): number {
  const value = numberIn(text);
  const fault = numberFault(value, numberRules[kind]);
  if (fault !== undefined) throw new BadFilter(name, fault);
  return value;
}

/** Whether a row passes them all. What is null is in no range. */
export const passes = (row: object, filters: readonly RowFilter[]): boolean =>
  filters.every(({ column, among, from, to }) => {
    const found = (row as Readonly<Record<string, unknown>>)[column.property];
    if (among && !among.some((it) => (Array.isArray(found) ? found.includes(it) : found === it)))
      return false;
    if (from === undefined && to === undefined) return true;
    const value = (found ?? undefined) as Value | undefined;
    if (value === undefined) return false;
    return (from === undefined || value >= from) && (to === undefined || value <= to);
  });
