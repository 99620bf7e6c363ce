import {
  ApiExtraModels,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { AsOfAnswer, ProvenanceAnswer } from './answers.js';
import { describeRow } from './describe-row.js';
import { common, header, problems, text } from './describe.js';

const asOf = [
  ApiQuery({
    name: 'as-of',
    required: false,
    description: 'Answer as of the end of this day in London, or of this position',
    schema: { type: 'string', example: '2025-03-31' },
  }),
  ApiQuery({
    name: 'clock',
    required: false,
    description: 'With as-of: what was recorded by then, or what had occurred by then',
    schema: { type: 'string', enum: ['recorded', 'occurred'], default: 'recorded' },
  }),
  header('Min-Position', 'Wait until the answer includes this position', '1a2b3c4d.c117'),
];

const trueAt = { Position: text('The position the answer is true at') };

/** Describes a read of ours: what it answers, and what may go wrong. */
export const describeRead = (operationId: string, summary: string): MethodDecorator[] => [
  ApiOperation({ operationId, summary }),
  ...asOf,
  ...problems({
    400: 'A parameter or header is not valid; errors names it',
    ...common,
    422: 'A past list of too many subjects',
  }),
];

const extras = (row: new () => object) => {
  describeRow(row);
  return ApiExtraModels(row, AsOfAnswer, ProvenanceAnswer);
};

const answer = (properties: Record<string, object>, required: string[]) => ({
  schema: {
    type: 'object' as const,
    properties: {
      ...properties,
      position: { type: 'string', example: '1a2b3c4d.c117' },
      asOf: { $ref: getSchemaPath(AsOfAnswer) },
    },
    required: [...required, 'position'],
  },
});

/** Describes a list of rows. */
export const describeList = (
  row: new () => object,
  filters: readonly string[],
): MethodDecorator[] => [
  extras(row),
  ...filters.map((name) =>
    ApiQuery({
      name,
      required: false,
      description: 'Only rows with this value',
      schema: { type: 'string' },
    }),
  ),
  ApiQuery({
    name: 'limit',
    required: false,
    description: 'How many rows at most',
    schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
  }),
  ApiQuery({
    name: 'cursor',
    required: false,
    description: 'Continues a list: next of the answer before',
    schema: { type: 'string' },
  }),
  ApiResponse({
    status: 200,
    description: 'One page',
    headers: { ...trueAt, Link: text('rel="next" when there is more') },
    ...answer(
      {
        items: { type: 'array', items: { $ref: getSchemaPath(row) } },
        next: { type: 'string', description: 'The cursor of the next page' },
      },
      ['items'],
    ),
  }),
];

const row = [
  ApiParam({
    name: 'id',
    description: 'The subject; for a row of several parts, `id|rest` URL-encoded',
    schema: { type: 'string' },
  }),
  ...problems({ 404: 'There is no such row, or not for this caller' }),
];

/** Describes one row. */
export const describeOne = (type: new () => object): MethodDecorator[] => [
  ...row,
  ApiResponse({
    status: 200,
    description: 'The row',
    headers: trueAt,
    ...answer({ item: { $ref: getSchemaPath(type) } }, ['item']),
  }),
];

/** Describes where a row comes from. */
export const describeProvenance = (): MethodDecorator[] => [
  ...row,
  ApiResponse({
    status: 200,
    description: 'The facts whose fold made the row, oldest first; never a value',
    headers: trueAt,
    type: ProvenanceAnswer,
  }),
];
