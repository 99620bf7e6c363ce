/** The heading of a column, or several of which a file has one: publishers rename them from year to year. */
type Heading = string | readonly string[];

/** The columns of a published file, each by a word of ours: found by name, wherever they stand. */
export interface Layout<R extends string, O extends string> {
  /** What people call such a file: `the DfE school-level census file`. */
  readonly name: string;
  /** Without one of these the file is of another layout. */
  readonly required: Readonly<Record<R, Heading>>;
  /** These are read when they are there. */
  readonly optional: Readonly<Record<O, Heading>>;
}

/** The text of a row's cells; `undefined` where the file has no such column. */
export type Cells<R extends string, O extends string> = Readonly<Record<R, string>> &
  Readonly<Record<O, string | undefined>>;

/** A header that was understood. */
export interface Header<R extends string, O extends string> {
  /** How many fields a row has. */
  readonly width: number;
  /** The columns that are read when they are there, and are not, by their headings. */
  readonly absent: readonly string[];
  /** The headings of the file that are not read. */
  readonly unused: readonly string[];
  /** The cells of a row of that many fields. */
  cells(fields: readonly string[]): Cells<R, O>;
}

/** Hyphens and white space are one: `full-time pupils` is `full time pupils`. */
const plain = (name: string): string =>
  name
    .trim()
    .replace(/[\s-]+/g, ' ')
    .toLowerCase();

const headings = (it: Heading): readonly string[] => (typeof it === 'string' ? [it] : it);

/** The heading by which a column is known. */
export const headingOf = (it: Heading): string => headings(it)[0] ?? '';

/** Understands a header, or says why it is of another layout. */
export function headerOf<R extends string, O extends string>(
  layout: Layout<R, O>,
  fields: readonly string[],
): Header<R, O> | string {
  const names = fields.map(plain);
  const placeOf = (it: Heading): number =>
    names.findIndex((name) => headings(it).some((heading) => plain(heading) === name));
  const columns = Object.entries<Heading>({ ...layout.optional, ...layout.required }).map(
    ([key, it]) => ({ key, heading: headingOf(it), at: placeOf(it), wanted: headings(it) }),
  );
  const missing = columns.filter(({ key, at }) => at === -1 && key in layout.required);
  if (missing.length > 0) {
    const separated = separatedBy(fields);
    if (separated) return `its columns are separated by ${separated}: save it with commas`;
    return `it is not ${layout.name}: it has no column ${list(missing.map((it) => it.heading))}`;
  }
  const twice = columns.filter(
    ({ wanted }) =>
      names.filter((name) => wanted.some((heading) => plain(heading) === name)).length > 1,
  );
  if (twice.length > 0) return `the header names twice: ${list(twice.map((it) => it.heading))}`;
  const read = new Set(columns.map((it) => it.at));
  return {
    width: fields.length,
    absent: columns.flatMap(({ at, heading }) => (at === -1 ? [heading] : [])),
    unused: fields.filter((it, at) => !read.has(at) && it.trim() !== ''),
    cells: (row) =>
      Object.fromEntries(
        columns.map(({ key, at }) => [key, at === -1 ? undefined : (row[at] ?? '').trim()]),
      ) as Cells<R, O>,
  };
}

/** What stands between the columns of a header more often than commas do, as people call it. */
function separatedBy(fields: readonly string[]): string | undefined {
  const line = fields.join(',');
  if (line.split('\t').length > fields.length) return 'tabs';
  return line.split(';').length > fields.length ? 'semicolons' : undefined;
}

const list = (names: readonly string[]): string =>
  names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
