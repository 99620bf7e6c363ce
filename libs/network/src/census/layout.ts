/** The columns of a published file, each by a word of ours: found by name, wherever they stand. */
export interface Layout<R extends string, O extends string> {
  readonly name: string;
  /** Without one of these the file is of another layout. */
  readonly required: Readonly<Record<R, string>>;
  /** These are read when they are there. */
  readonly optional: Readonly<Record<O, string>>;
}

/** The text of a row's cells; `undefined` where the file has no such column. */
export type Cells<R extends string, O extends string> = Readonly<Record<R, string>> &
  Readonly<Record<O, string | undefined>>;

/** A header that was understood. */
export interface Header<R extends string, O extends string> {
  /** How many fields a row has. */
  readonly width: number;
  /** The cells of a row of that many fields. */
  cells(fields: readonly string[]): Cells<R, O>;
}

const plain = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/** Understands a header, or says why it is of another layout. */
export function headerOf<R extends string, O extends string>(
  layout: Layout<R, O>,
  fields: readonly string[],
): Header<R, O> | string {
  const names = fields.map(plain);
  const missing = Object.values<string>(layout.required).filter((it) => !names.includes(plain(it)));
  if (missing.length > 0) return `it is not of the layout ${layout.name}: no ${list(missing)}`;
  const columns = Object.entries<string>({ ...layout.optional, ...layout.required });
  const twice = columns.filter(
    ([, it]) => names.indexOf(plain(it)) !== names.lastIndexOf(plain(it)),
  );
  if (twice.length > 0) return `the header names twice: ${list(twice.map(([, it]) => it))}`;
  const places = columns.map(([key, it]) => [key, names.indexOf(plain(it))] as const);
  return {
    width: fields.length,
    cells: (row) =>
      Object.fromEntries(
        places.map(([key, at]) => [key, at === -1 ? undefined : (row[at] ?? '').trim()]),
      ) as Cells<R, O>,
  };
}

const list = (names: readonly string[]): string =>
  names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
