import {
  ApiExtraModels,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import {
  type AnyComposed,
  type AnyReads,
  columnShapes,
  filtered,
  isRanged,
  searched,
  servedProperties,
  sortable,
} from '#read-model';
import { AsOfAnswer, ProvenanceAnswer } from './answers.js';
import { common, header, problems, text } from './describe.js';
import { describedRow } from './describe-row.js';

type Schema = NonNullable<
  Parameters<typeof ApiQuery>[0] extends infer O
    ? O extends { schema?: infer S }
      ? S
      : never
    : never
>;

const query = (name: string, description: string, schema: object): MethodDecorator =>
  ApiQuery({ name, required: false, description, schema: schema as Schema });

const asOf = [
  query('as-of', 'Answer as of the end of this day in London, or of this position', {
    type: 'string',
    example: '2025-03-31',
  }),
  query('clock', 'With as-of: what was recorded by then, or what had occurred by then', {
    type: 'string',
    enum: ['recorded', 'occurred'],
    default: 'recorded',
  }),
  header('Min-Position', 'Wait until the answer includes this position', '1a2b3c4d.c117'),
];

const trueAt = { Position: text('The position the answer is true at') };

const read = (operationId: string, summary: string): MethodDecorator[] => [
  ApiOperation({ operationId, summary }),
  ApiExtraModels(AsOfAnswer, ProvenanceAnswer),
  ...asOf,
  ...problems({
    400: 'A parameter or header is not valid; errors names it',
    ...common,
    422: 'A past list of too many subjects',
  }),
];

const answer = (properties: object, required: readonly string[]) => ({
  type: 'object' as const,
  properties: {
    ...properties,
    position: { type: 'string', example: '1a2b3c4d.c117' },
    asOf: { $ref: getSchemaPath(AsOfAnswer) },
  },
  required: [...required, 'position'],
});

const paged = {
  next: { type: 'string', description: 'The cursor of the next page' },
  count: { type: 'integer', description: 'How many there are on all pages, when asked' },
};
const pagedHeaders = {
  Link: text('rel="next" when there is more'),
  'Total-Count': text('How many there are on all pages, when asked'),
};

const entityOf = ({ projection }: AnyReads) => projection.entity as new () => object;
const listing = (them: readonly { property: string }[]): string =>
  them.map((it) => it.property).join(', ');

/** The filters, flags, search, order and paging of a list. */
function parametersOf(of: AnyReads): MethodDecorator[] {
  const entity = entityOf(of);
  const [names, sorts] = [searched(entity), sortable(entity)];
  return [
    ...filtered(entity).flatMap((column) => {
      const { property, kind, says } = column;
      const value = kind === 'list' ? columnShapes.text : columnShapes[kind];
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
    query('limit', 'How many rows at most', {
      type: 'integer',
      minimum: 1,
      maximum: 200,
      default: 50,
    }),
    query('cursor', 'Continues a list in the same order: next of the answer before', {
      type: 'string',
    }),
  ];
}

/** Describes a list of rows. */
export const describeList = (of: AnyReads, shown: new () => object): MethodDecorator[] => [
  ApiExtraModels(shown),
  ...read(`list${of.name}`, `A page of ${of.name}.`),
  ...(of.within ? subject(of.within) : []),
  ...parametersOf(of),
  ...problems({ 406: 'The list is given as JSON and as CSV' }),
  ApiResponse({
    status: 200,
    description: 'One page',
    headers: { ...trueAt, ...pagedHeaders },
    content: {
      'application/json': {
        schema: answer(
          { items: { type: 'array', items: { $ref: getSchemaPath(shown) } }, ...paged },
          ['items'],
        ),
      },
      'text/csv': {
        schema: {
          type: 'string',
          description: 'The same rows under the names of their properties; no cell is a formula',
          example: `${servedProperties(of).join(',')}\r\n`,
        },
      },
    } as never,
  }),
];

const subject = ({ identity }: AnyReads): MethodDecorator[] => [
  ApiParam({ name: 'id', description: `The ${identity}`, schema: { type: 'string' } }),
  ...problems({ 404: 'There is no such subject, or not for this caller' }),
];

const row = (of: AnyReads): MethodDecorator[] => [
  ...subject(of.within ?? of),
  ...(of.within
    ? [
        ApiParam({
          name: of.identity,
          description: `The ${of.identity}`,
          schema: { type: 'string' },
        }),
      ]
    : []),
];

/** Describes one row. */
export const describeOne = (of: AnyReads, shown: new () => object): MethodDecorator[] => [
  ...read(`get${of.name}Row`, `One row of ${of.name}.`),
  ...row(of),
  ApiResponse({
    status: 200,
    description: 'The row',
    headers: trueAt,
    schema: answer({ item: { $ref: getSchemaPath(shown) } }, ['item']) as never,
  }),
];

/** Describes where a row comes from. */
export const describeProvenance = (of: AnyReads): MethodDecorator[] => [
  ...read(`trace${of.name}Row`, `Which facts made a row of ${of.name}.`),
  ...row(of),
  ApiResponse({
    status: 200,
    description: 'The facts whose fold made the row, oldest first; never a value',
    headers: trueAt,
    type: ProvenanceAnswer,
  }),
];

/** Describes what is composed of several read models. */
export const describeComposed = (of: AnyComposed): MethodDecorator[] => {
  const part =
    of.paged === undefined ? undefined : (of.parts as Record<string, AnyReads>)[of.paged];
  return [
    ...read(`get${of.name}`, of.says),
    ...subject(of.subject),
    ...(part ? parametersOf(part) : []),
    ApiResponse({
      status: 200,
      description: of.says,
      headers: { ...trueAt, ...(part ? pagedHeaders : {}) },
      schema: answer({ ...of.shape, ...(part ? paged : {}) }, Object.keys(of.shape)) as never,
    }),
  ];
};
