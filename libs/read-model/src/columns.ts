import { Column, PrimaryColumn } from 'typeorm';

/** What a column holds. Days are `YYYY-MM-DD`, instants RFC 3339 text, money integer pence. */
export type ColumnKind =
  'text' | 'day' | 'instant' | 'count' | 'pence' | 'real' | 'flag' | 'json' | 'list' | 'records';

/** What an entity says of a column besides what it holds. */
export interface ColumnOptions {
  readonly nullable?: boolean;
  readonly indexed?: boolean;
  readonly example?: unknown;
}

/** A column as its entity declares it. */
export interface DeclaredColumn extends ColumnOptions {
  readonly property: string;
  readonly kind: ColumnKind;
  readonly says: string;
}

const stored = {
  text: 'text',
  day: 'text',
  instant: 'text',
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
  (kind: ColumnKind) =>
  (says: string, options: ColumnOptions = {}) =>
  (target: object, property: string): void => {
    const type = stored[kind];
    const { nullable = false } = options;
    Column({ type, nullable, ...(type === 'bigint' ? { transformer: AS_NUMBER } : {}) })(
      target,
      property,
    );
    declare(target, { ...options, property, kind, says });
  };

/** Text, an id or a word of a vocabulary. */
export const TextColumn = column('text');
/** A day, `YYYY-MM-DD`. */
export const DayColumn = column('day');
/** An instant, RFC 3339. */
export const InstantColumn = column('instant');
/** A count. */
export const CountColumn = column('count');
/** Money, in whole pence. */
export const PenceColumn = column('pence');
/** A measured value. */
export const RealColumn = column('real');
/** Yes or no. */
export const FlagColumn = column('flag');
/** A nested value, kept as JSON. */
export const JsonColumn = column('json');
/** A list of text, kept as JSON. */
export const ListColumn = column('list');
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
