import { getMetadataArgsStorage } from 'typeorm';
import { SnakeNaming } from '#database';
import type { AnyProjection } from '#eventing';
import { columnsOf, type ShownView, shownViewOf } from '#read-model';
import { searchText } from '../reading/search-text.js';

/** What a column of a read table may hold. */
export type ColumnType = 'text' | 'bigint' | 'double precision' | 'boolean' | 'jsonb' | 'text[]';

/** A property of a row and the column that holds it. */
export interface ReadColumn {
  readonly property: string;
  readonly name: string;
  /** The name, quoted. */
  readonly column: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** What it holds, as the API describes it. */
  readonly says: string;
}

/** An index: `btree ("urn", key)`, or `gin ("tags" jsonb_path_ops)`. */
export type Index = string;

/** The physical table of one version of a projection, as its entity describes it. Names are quoted already. */
export interface ReadTable {
  readonly name: string;
  /** The stable name it is read by. */
  readonly view: string;
  /** What the view is, for those who read it by SQL. */
  readonly says: string;
  /** What analysts read in its stead, when figures of it may have to be withheld. */
  readonly shown?: ShownView;
  readonly columns: readonly ReadColumn[];
  /** What lists are narrowed, ordered and searched by, as indexes have it. */
  readonly indexes: readonly Index[];
  /** The text that is searched, as an expression; none when nothing is. */
  readonly searched?: string;
}

const TYPES: readonly string[] = ['text', 'bigint', 'double precision', 'boolean', 'jsonb'];
const naming = new SnakeNaming();
const made = new WeakMap<AnyProjection, ReadTable>();

/** Quotes an identifier. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The name, quoted, of the table of one version of a projection. */
export const tableName = (projection: string, version: number): string =>
  `projection.${quoted(`${projection.replaceAll(/[.-]/g, '_')}_v${version}`)}`;

/** The table of a projection. Throws when its entity is not one of a read model. */
export function readTableOf(projection: AnyProjection): ReadTable {
  const known = made.get(projection);
  if (known) return known;
  const table = describe(projection);
  made.set(projection, table);
  return table;
}

function describe({ name, version, entity }: AnyProjection): ReadTable {
  const storage = getMetadataArgsStorage();
  const line = lineage(entity);
  const declared = columnsOf(entity);
  const described = storage.tables.find((it) => it.target === entity);
  if (described?.schema !== 'read' || !described.name)
    throw new Error(`${entity.name} must be an @Entity with a name in the schema 'read'`);
  const columns = storage.columns
    .filter((it) => line.includes(it.target))
    .map(({ propertyName, options }): ReadColumn => {
      const told = declared.find((it) => it.property === propertyName);
      const type = `${String(options.type)}${options.array ? '[]' : ''}`;
      if (!TYPES.includes(type) && type !== 'text[]')
        throw new Error(`${entity.name}.${propertyName}: a read model has no columns of ${type}`);
      const column = naming.columnName(propertyName, options.name, []);
      return {
        property: propertyName,
        name: column,
        column: quoted(column),
        type: type as ColumnType,
        nullable: options.nullable ?? false,
        says: told?.says ?? (propertyName === 'scope' ? SCOPE : ''),
      };
    });
  const names = columns
    .filter(({ property }) => declared.some((it) => it.search && it.property === property))
    .map((it) => it.column);
  const shown = shownViewOf(entity);
  return {
    name: tableName(name, version),
    view: `read.${quoted(described.name)}`,
    says: `The read model ${name}, version ${version}`,
    ...(shown ? { shown } : {}),
    columns,
    indexes: columns.flatMap(({ property, column }) => {
      const { kind, filter, sort } = declared.find((it) => it.property === property) ?? {};
      if (kind === 'list') return filter ? [`gin (${column} jsonb_path_ops)`] : [];
      return filter || sort ? [`btree (${column}, key)`] : [];
    }),
    ...(names.length > 0 ? { searched: searchText(names) } : {}),
  };
}

/** A class and those it extends, the base first: their columns come in this order. */
function lineage(entity: unknown): unknown[] {
  const line: unknown[] = [];
  for (let it: unknown = entity; typeof it === 'function'; it = Object.getPrototypeOf(it))
    line.unshift(it);
  return line;
}

const SCOPE = 'Who may see the row: urn:…, partnership:… or public';
