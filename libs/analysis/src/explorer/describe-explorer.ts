import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import {
  eventSchema,
  pageQueries,
  readProblems,
  selectionQueries,
  trueAt,
} from '../edge/describe-events.js';
import { groupings } from './explorer.js';
import { Links } from '../index/links.js';

const { id, type, subject, time, occurredon, correlationid, position } = eventSchema.example;
const links = new Links({ urn: '/v1/schools' });
const tags = ['urn:139402'];

const seen = {
  ...{ id, type, stream: subject, revision: 1, position, recordedOn: time },
  ...{ occurredOn: occurredon, correlationId: correlationid, tags },
  links: links.of({ id, stream: subject, correlationId: correlationid, tags }),
};

const counted = {
  day: '2025-10-06',
  type,
  links: { events: '/v1/events?type=NeedValidated&from=2025-10-06&until=2025-10-06' },
  ...{ events: 3, first: '2025-10-06', last: '2025-10-06' },
};

/** Describes the explorer. */
export const describedExplorer = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      operationId: 'exploreEvents',
      summary: 'What happened, in order, on either clock; or how often.',
    }),
    ...selectionQueries,
    ApiQuery({
      name: 'group',
      required: false,
      description: 'Counts instead of events: by type and day, by stream, or by identity',
      schema: { type: 'string', enum: [...groupings] },
    }),
    ...pageQueries,
    ApiResponse({
      status: 200,
      description:
        'Events with what each leads to or, with group, counts in the order of their keys',
      headers: trueAt,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              items: { type: 'array', items: { type: 'object' } },
              position: { type: 'string', example: position },
              next: { type: 'string', description: 'The cursor of the next page' },
            },
            required: ['items', 'position'],
          },
          examples: {
            events: { summary: 'The events', value: { items: [seen], position } },
            counts: { summary: 'With group=type', value: { items: [counted], position } },
          },
        },
      },
    }),
    ...readProblems(),
  );
