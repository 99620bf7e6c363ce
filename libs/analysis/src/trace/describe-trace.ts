import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { eventSchema, readProblems, trueAt } from '../edge/describe-events.js';
import { Links } from '../index/links.js';

const { id, type, subject, time, occurredon, correlationid, position } = eventSchema.example;
const links = new Links({ urn: '/v1/schools' });
const stream = subject;

const traced = {
  correlationId: correlationid,
  steps: [
    {
      commandId: id,
      by: 'headteacher',
      events: [
        {
          ...{ id, type, stream, revision: 1, position, recordedOn: time, occurredOn: occurredon },
          links: links.of({ id, stream, correlationId: correlationid, tags: [] }),
          then: [],
        },
      ],
      parts: [],
    },
  ],
  events: 1,
  position,
};

/** Describes a trace. */
export const describedTrace = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      operationId: 'traceCorrelation',
      summary: 'The tree of causes of a correlation: command, events, the commands they led to.',
    }),
    ApiParam({ name: 'correlationId', schema: { type: 'string' }, example: correlationid }),
    ApiQuery({
      name: 'cursor',
      required: false,
      description: 'Goes on where another part of a very large trace ended',
      schema: { type: 'string' },
    }),
    ApiResponse({
      status: 200,
      description:
        'Commands by role, the events of each, and what each event caused; of more than 5,000 events the first, and `next`',
      headers: {
        ...trueAt,
        Link: { description: 'rel="next" when there is more', schema: { type: 'string' } },
      },
      schema: { type: 'object', example: traced },
    }),
    ...readProblems({ 404: 'There is no such correlation, or not for this caller' }),
  );

/** Describes one event. */
export const describedEvent = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({ operationId: 'getEvent', summary: 'One event, and what it leads to.' }),
    ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' }, example: id }),
    ApiResponse({
      status: 200,
      description: 'The event',
      headers: trueAt,
      schema: {
        type: 'object',
        properties: {
          item: eventSchema,
          links: {
            type: 'object',
            example: links.of({ id, stream, correlationId: correlationid, tags: ['urn:139402'] }),
          },
          position: { type: 'string', example: position },
        },
        required: ['item', 'links', 'position'],
      },
    }),
    ...readProblems({ 404: 'There is no such event, or not for this caller' }),
  );
