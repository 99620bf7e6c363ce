import { Column, PrimaryColumn } from 'typeorm';

/** What a column holds. Days are `YYYY-MM-DD`, money integer pence. */
export type ColumnKind =
  'text' | 'day' | 'count' | 'pence' | 'real' | 'flag' | 'json' | 'list' | 'records';

/** What an entity says of a column besides what it holds. Whatever lists are narrowed or ordered by has an index. */
export interface ColumnOptions {
  readonly nullable?: boolean;
  readonly example?: unknown;
  /** Lists are narrowed by its values, by ranges of days and numbers, and ordered by it (not by a list). */
  readonly filter?: boolean;
  /** Lists are ordered by it. */
  readonly sort?: boolean;
  /** `search` looks through it. */
  readonly search?: boolean;
  /** Its value is an identity of this kind (`urn`), which every event that gives it names: past lists are narrowed by it. */
  readonly names?: string;
}

/** A column as its entity declares it. */
export interface DeclaredColumn extends ColumnOptions {
  readonly property: string;
  readonly kind: ColumnKind;
  readonly says: string;
}

/** How Postgres stores each kind of column. */
export const storedAs = {
  text: 'text',
  day: 'text',
  count: 'bigint',
  pence: 'bigint',
  real: 'double precision',
  flag: 'boolean',
  json: 'jsonb',
  list: 'jsonb',
  records: 'jsonb',
} as const satisfies Record<ColumnKind, string>;

/** The driver hands a bigint over as text; what a table holds of it is a safe integer. */
const AS_NUMBER = {
  from: (value: string | null) => (value === null ? null : Number(value)),
  to: (value: number | null) => value,
};

const declared = new WeakMap<object, DeclaredColumn[]>();

function declare(target: object, column: DeclaredColumn): void {
  const own = declared.get(target) ?? [];
  own.push(column);
  declared.set(target, own);
}

/** The columns that an entity and those it extends declare, the base first. */
export function columnsOf(entity: new () => object): readonly DeclaredColumn[] {
  const found: DeclaredColumn[] = [];
  let it = entity.prototype as object | null;
  for (; it; it = Object.getPrototypeOf(it) as object | null)
    found.unshift(...(declared.get(it) ?? []));
  return found;
}

/** Columns of a read model: each is a TypeORM column and what the API, lists and tables are told of it, at once. */
const column =
  <O extends keyof ColumnOptions = never>(kind: ColumnKind) =>
  (says: string, options: Partial<Pick<ColumnOptions, 'nullable' | 'example' | O>> = {}) =>
  (target: object, property: string): void => {
    const type = storedAs[kind];
    const { nullable = false }: ColumnOptions = options;
    Column({ type, nullable, ...(type === 'bigint' ? { transformer: AS_NUMBER } : {}) })(
      target,
      property,
    );
    declare(target, { ...options, property, kind, says });
  };

/** Text, an id or a word of a vocabulary. */
export const TextColumn = column<'filter' | 'sort' | 'search' | 'names'>('text');
/** A day, `YYYY-MM-DD`. */
export const DayColumn = column<'filter' | 'sort'>('day');
/** A count. */
export const CountColumn = column<'filter' | 'sort'>('count');
/** Money, in whole pence. */
export const PenceColumn = column<'filter' | 'sort'>('pence');
/** A measured value. */
export const RealColumn = column<'filter' | 'sort'>('real');
/** Yes or no. */
export const FlagColumn = column<'filter' | 'sort'>('flag');
/** A nested value, kept as JSON. */
export const JsonColumn = column('json');
/** A list of text, kept as JSON. */
export const ListColumn = column<'filter'>('list');
/** A list of nested values, kept as JSON. */
export const RecordsColumn = column('records');

/** The base of every read model's entity. */
export abstract class ReadRow {
  /** `<identity>` or `<identity>|<rest>`. */
  @PrimaryColumn({ type: 'text' })
  key!: string;

  /** Who may see it: `urn:…`, `partnership:…` or `public`. */
  @Column({ type: 'text', array: true })
  scope!: string[];
}

declare(ReadRow.prototype, {
  property: 'key',
  kind: 'text',
  says: 'The key of the row: the identity it is about',
});
