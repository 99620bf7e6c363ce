import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { type Order, type Place, type RowFilter, type Selection, storedAs } from '#read-model';
import { searchText } from './search-text.js';

type Query<R extends ObjectLiteral> = SelectQueryBuilder<R>;

/** Values of a query under names that nothing else has. */
class Parameters {
  readonly values: Record<string, unknown> = {};
  private count = 0;

  /** The parameter, as SQL, that holds a value. */
  of(value: unknown, type: string): string {
    const name = `v${(this.count += 1)}`;
    this.values[name] = value;
    return `cast(:${name} as ${type})`;
  }
}

/** Narrows a query on the alias `r` to the rows asked for, wherever they come in the order: `chosen` as SQL. */
export function narrow<R extends ObjectLiteral>(query: Query<R>, selection: Selection): Query<R> {
  const { filters, flags, words, searched, under, of } = selection;
  const parameters = new Parameters();
  const all = (them: readonly RowFilter[]): string =>
    them.flatMap((it) => conditions(it, parameters)).join(' and ') || 'true';
  query.andWhere(all(filters));
  for (const { filters: its, hold } of flags)
    query.andWhere(`( ${all(its)} ) is ${hold ? '' : 'not '}true`);
  for (const word of words) {
    const pattern = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
    query.andWhere(
      `${searchText(searched.map((it) => `r.${it.property} `))} like ${parameters.of(pattern, 'text')}`,
    );
  }
  if (under !== undefined)
    query.andWhere(
      `r.key > ${parameters.of(`${under}|`, 'text')} and r.key < ${parameters.of(`${under}}`, 'text')}`,
    );
  if (of) query.andWhere(`r.scope && ${parameters.of(of, 'text[]')}`);
  return query.setParameters(parameters.values);
}

function conditions({ column, among, from, to }: RowFilter, parameters: Parameters): string[] {
  const { property, kind } = column;
  const type = storedAs[kind];
  return [
    ...(among ? [kind === 'list' ? holdsOne(property, among, parameters) : isOne()] : []),
    ...(from === undefined ? [] : [`r.${property} >= ${parameters.of(from, type)}`]),
    ...(to === undefined ? [] : [`r.${property} <= ${parameters.of(to, type)}`]),
  ];

  function isOne(): string {
    return `r.${property} = any(${parameters.of(among, `${type}[]`)})`;
  }
}

/** An array of one, since a JSON array contains whatever its parts contain. */
const holdsOne = (property: string, among: readonly unknown[], parameters: Parameters): string =>
  `( ${among.map((it) => `r.${property} @> jsonb_build_array(${parameters.of(it, 'text')})`).join(' or ')} )`;

/** Orders a query on the alias `r`, and lets it go on after a place: `compare` as SQL. */
export function order<R extends ObjectLiteral>(
  query: Query<R>,
  { order: by, after }: Selection,
): Query<R> {
  if (after) query.andWhere(later(by, after), placed(by, after));
  query.orderBy();
  for (const { column, descending } of by)
    query.addOrderBy(`r.${column.property}`, descending ? 'DESC' : 'ASC', 'NULLS LAST');
  return query.addOrderBy('r.key');
}

const placed = (by: Order, after: Place): Record<string, unknown> => ({
  afterKey: after.key,
  ...Object.fromEntries(by.map(({ column }, at) => [`after${at}`, after[column.property]])),
});

/** Equal in what comes before and later in the next; in the end, by the key. */
function later(by: Order, after: Place): string {
  const parts: string[] = [];
  const equal: string[] = [];
  by.forEach(({ column: { property, kind, nullable = false }, descending }, at) => {
    const value = `cast(:after${at} as ${storedAs[kind]})`;
    if (after[property] === null) {
      equal.push(`r.${property} is null`);
      return;
    }
    const beyond = `r.${property} ${descending ? '<' : '>'} ${value}`;
    const next = nullable ? `( ${beyond} or r.${property} is null )` : beyond;
    parts.push([...equal, next].join(' and '));
    equal.push(`r.${property} = ${value}`);
  });
  parts.push([...equal, 'r.key > :afterKey'].join(' and '));
  return `( ${parts.map((it) => `( ${it} )`).join(' or ')} )`;
}
