import { BadFilter } from '#read-model';
import type { RowData } from './fold.js';
import type { ColumnType, ReadTable } from './read-table.js';

type Value = string | number | boolean;

/** A filter on a declared property, its value read as the property's type. */
export interface RowFilter {
  readonly property: string;
  readonly type: ColumnType;
  readonly value: Value;
}

/** Reads the filters of a request. Throws `BadFilter`. */
export function filtersOf(
  table: ReadTable,
  filters: Readonly<Record<string, string>>,
): RowFilter[] {
  return Object.entries(filters).map(([property, text]) => {
    const column = table.columns.find((it) => it.property === property);
    if (!column) throw new BadFilter(property, 'there is no such property to filter by');
    return { property, type: column.type, value: valueOf(property, column.type, text) };
  });
}

function valueOf(property: string, type: ColumnType, text: string): Value {
  switch (type) {
    case 'bigint':
      if (!/^-?\d{1,15}$/.test(text)) throw new BadFilter(property, 'must be a whole number');
      return Number(text);
    case 'double precision':
      if (text.trim() === '' || !Number.isFinite(Number(text)))
        throw new BadFilter(property, 'must be a number');
      return Number(text);
    case 'boolean':
      if (text !== 'true' && text !== 'false')
        throw new BadFilter(property, 'must be true or false');
      return text === 'true';
    case 'text':
    case 'text[]':
    case 'jsonb':
      if (text.includes('\0')) throw new BadFilter(property, 'must not contain the character NUL');
      return text;
  }
}

/** Whether a row passes; a list passes when it holds the value. */
export const passes = (row: RowData, filters: readonly RowFilter[]): boolean =>
  filters.every(({ property, value }) => {
    const found = row[property];
    return Array.isArray(found) ? found.includes(value) : found === value;
  });

/** The same as SQL on the alias `r`; the value is the parameter named. */
export function condition({ property, type }: RowFilter, parameter: string): string {
  switch (type) {
    case 'jsonb':
      // an array of one, since a JSON array contains whatever its parts contain
      return `r.${property} @> jsonb_build_array(cast(:${parameter} as text))`;
    case 'text[]':
      return `cast(:${parameter} as text) = any(r.${property})`;
    case 'text':
    case 'bigint':
    case 'double precision':
    case 'boolean':
      return `r.${property} = :${parameter}`;
  }
}
