import { ApiQuery } from '@nestjs/swagger';
import {
  type AnyReads,
  columnShapes,
  filtered,
  filterShape,
  isRanged,
  numberShape,
  searched,
  sortable,
} from '#read-model';
import { ROWS, USUAL } from '../reads/parameters.js';

type Schema = NonNullable<
  Parameters<typeof ApiQuery>[0] extends infer O
    ? O extends { schema?: infer S }
      ? S
      : never
    : never
>;

/** Describes a query parameter. */
export const query = (name: string, description: string, schema: object): MethodDecorator =>
  ApiQuery({ name, required: false, description, schema: schema as Schema });

/** Describes the `limit` of a page. */
export const limited = (description: string): MethodDecorator =>
  query('limit', description, { ...numberShape(ROWS), default: USUAL });

const entityOf = ({ projection }: AnyReads) => projection.entity;
const listing = (them: readonly { property: string }[]): string =>
  them.map((it) => it.property).join(', ');

/** The filters, flags, search, order and paging of a list. */
export function describeParameters(of: AnyReads): MethodDecorator[] {
  const entity = entityOf(of);
  const [names, sorts] = [searched(entity), sortable(entity)];
  return [
    ...filtered(entity).flatMap((column) => {
      const { property, kind, says } = column;
      const value = filterShape(kind);
      const several = `${says}: only rows with ${kind === 'list' ? 'one of these in it' : 'one of these values'}; repeat it for several`;
      return [
        query(property, several, { type: 'array', items: value }),
        ...(isRanged(column)
          ? [
              query(`${property}.from`, `${says}: from here on, included`, value),
              query(`${property}.to`, `${says}: up to here, included`, value),
            ]
          : []),
      ];
    }),
    ...Object.entries(of.flags).map(([name, { says }]) =>
      query(name, `${says}: only rows of which it is so, or not so`, columnShapes.flag),
    ),
    ...(names.length > 0
      ? [
          query('search', `Only rows with each of these words in ${listing(names)}`, {
            type: 'string',
            maxLength: 100,
          }),
        ]
      : []),
    ...(sorts.length > 0
      ? [
          query(
            'sort',
            `Up to three of ${listing(sorts)}, with commas between them and - before one that descends; nulls come last`,
            { type: 'string', example: `-${sorts[0]?.property ?? ''}` },
          ),
        ]
      : []),
    query('count', 'Whether to count the rows on all pages', { type: 'boolean', default: false }),
    limited('How many rows at most'),
    query('cursor', 'Continues a list in the same order: next of the answer before', {
      type: 'string',
    }),
  ];
}
