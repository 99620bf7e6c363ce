import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { limited, problems } from '#http';

const TOKEN = '1a2b3c4d.c117';
const SUBJECT = '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';
const text = { type: 'string' } as const;

const usual = {
  401: 'No token, or not a good one',
  403: 'The role is not granted this',
  503: 'Not available just now: try again after Retry-After seconds',
};

/** The problems of a read of the log. */
export const readProblems = (more: Readonly<Record<number, string>> = {}) =>
  problems({ 400: 'A parameter or header is not valid; errors names it', ...usual, ...more });

/** The header by which a read includes one's own writes. */
export const minPosition = ApiHeader({
  name: 'Min-Position',
  description: 'Wait until the answer includes this position',
  required: false,
  schema: text,
  example: TOKEN,
});

const query = (name: string, description: string, schema: object, more: object = {}) =>
  ApiQuery({ name, required: false, description, schema, ...more });

/** The parameters by which events are chosen. */
export const selectionQueries: readonly MethodDecorator[] = [
  query('type', 'Only events of this type; may be repeated', {
    type: 'array',
    items: { ...text, example: 'SupportDeployed' },
  }),
  query('category', 'Only streams of this kind', { ...text, example: 'evaluation.kpi' }),
  query('stream', 'Only this stream', { ...text, example: `intelligence.need-${SUBJECT}` }),
  query('identity', 'Only events that name this identity', { ...text, example: 'urn:139402' }),
  query('clock', 'What from and until are read on: when it was recorded, or when it was true', {
    ...text,
    enum: ['recorded', 'occurred'],
    default: 'recorded',
  }),
  query('from', 'From this day in London on, or this instant', { ...text, example: '2025-09-01' }),
  query('until', 'Up to this day, whole, or this instant', { ...text, example: '2026-08-31' }),
];

/** The parameters by which a page is bounded. */
export const pageQueries: readonly MethodDecorator[] = [
  limited('How many at most'),
  query('cursor', 'Continues a page: next of the answer before', text),
];

/** An event as a CloudEvent. */
export const eventSchema = {
  type: 'object' as const,
  description:
    'A CloudEvent 1.0. Figures about too few pupils read `c`; suppression names the rule',
  example: {
    specversion: '1.0',
    id: SUBJECT,
    source: `urn:groundswell:log:${SUBJECT}`,
    type: 'NeedValidated',
    subject: `intelligence.need-${SUBJECT}`,
    time: '2025-10-06T11:00:00.000Z',
    datacontenttype: 'application/json',
    schemaversion: 1,
    streamrevision: 1,
    position: TOKEN,
    occurredon: '2025-10-06',
    actorid: 'head-1',
    actorrole: 'headteacher',
    commandid: SUBJECT,
    correlationid: SUBJECT,
    causationid: SUBJECT,
    tags: `["need:${SUBJECT}","urn:139402"]`,
    data: { needId: SUBJECT, urn: '139402' },
  },
};

/** The headers of an answer that is true at a position. */
export const trueAt = {
  Position: { description: 'The position up to which it is whole', schema: text },
};

const EXAMPLE = JSON.stringify(eventSchema.example);

/** Describes the feed. */
export const describedFeed = (): MethodDecorator =>
  applyDecorators(
    ApiOperation({
      operationId: 'listEvents',
      summary: 'The events of the log: a page, line by line, or as they are recorded.',
    }),
    ...selectionQueries,
    query('after', 'After this position', { ...text, example: TOKEN }),
    ...pageQueries,
    minPosition,
    ApiHeader({
      name: 'Last-Event-ID',
      description: 'For text/event-stream: goes on after this event',
      required: false,
      schema: text,
      example: TOKEN,
    }),
    ApiResponse({
      status: 200,
      description: 'The events, in the order in which they were recorded',
      headers: { ...trueAt, Link: { description: 'rel="next" when there is more', schema: text } },
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              items: { type: 'array', items: eventSchema },
              position: { ...text, example: TOKEN },
              next: { ...text, description: 'The cursor of the next page' },
            },
            required: ['items', 'position'],
          },
        },
        'application/x-ndjson': { schema: text, example: `${EXAMPLE}\n` },
        'text/event-stream': { schema: text, example: `id: ${TOKEN}\ndata: ${EXAMPLE}\n\n` },
      },
    }),
    ...readProblems({
      406: 'Accept takes none of the three forms',
      429: 'Too many streams are open',
    }),
  );
