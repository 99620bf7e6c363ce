import {
  ApiExtraModels,
  ApiOperation,
  ApiParam,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { type AnyComposed, type AnyReads, servedProperties } from '#read-model';
import { AsOfAnswer } from './answers.js';
import { describeParameters, query } from './describe-lists.js';
import { EventAnswer, ProvenanceAnswer } from './provenance-answers.js';
import { common, header, problems, text } from './describe.js';

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

/** Describes a list of rows. */
export const describeList = (of: AnyReads, shown: new () => object): MethodDecorator[] => [
  ApiExtraModels(shown),
  ...read(`list${of.name}`, `A page of ${of.name}.`),
  ...(of.within ? subject(of.within) : []),
  ...describeParameters(of),
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
    },
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
    schema: answer({ item: { $ref: getSchemaPath(shown) } }, ['item']),
  }),
];

/** Describes where a row comes from. */
export const describeProvenance = (of: AnyReads): MethodDecorator[] => [
  ...read(`trace${of.name}Row`, `Which events made a row of ${of.name}.`),
  ...row(of),
  ApiResponse({
    status: 200,
    description:
      'The events whose fold made the row, oldest first; what each changed, who recorded it and why, as far as you may know',
    headers: trueAt,
    type: ProvenanceAnswer,
  }),
];

/** Describes one event of those a row comes from. */
export const describeEvent = (of: AnyReads): MethodDecorator[] => [
  ...read(`open${of.name}Event`, `One of the events that made a row of ${of.name}.`),
  ...row(of),
  ApiParam({ name: 'eventId', description: 'The event', schema: { type: 'string' } }),
  ApiResponse({
    status: 200,
    description: 'What it changed of the row, who recorded it and why, as far as you may know',
    headers: trueAt,
    type: EventAnswer,
  }),
];

/** Describes what is composed of several read models. */
export const describeComposed = (of: AnyComposed): MethodDecorator[] => {
  const part = of.paged === undefined ? undefined : of.parts[of.paged];
  return [
    ...read(`get${of.name}`, of.says),
    ...subject(of.subject),
    ...(part ? describeParameters(part) : []),
    ApiResponse({
      status: 200,
      description: of.says,
      headers: { ...trueAt, ...(part ? pagedHeaders : {}) },
      schema: answer({ ...of.shape, ...(part ? paged : {}) }, Object.keys(of.shape)),
    }),
  ];
};
