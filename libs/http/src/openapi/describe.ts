import {
  ApiBody,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { CommandRoute } from '../commands/command-route.js';
import { CommandAnswer, ProblemAnswer } from './answers.js';

/** Files the routes of a controller under their context, the first part of a category or projection. */
export const tagged = (category: string): ClassDecorator =>
  ApiTags(category.split('.', 1)[0] ?? '');

/** The problems that a route may answer with, by status. */
export const problems = (says: Readonly<Record<number, string>>): MethodDecorator[] => [
  ApiExtraModels(ProblemAnswer),
  ...Object.entries(says).map(([status, description]) =>
    ApiResponse({
      status: Number(status),
      description,
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemAnswer) } } },
    }),
  ),
];

/** What any route that is not public may answer. */
export const common = {
  401: 'No token, or not a good one',
  403: 'The role is not granted this',
  503: 'Not available just now: try again after Retry-After seconds',
};

/** Describes a header that a request may have. */
export const header = (name: string, description: string, example: string): MethodDecorator =>
  ApiHeader({ name, description, required: false, schema: { type: 'string' }, example });

/** A header of an answer. */
export const text = (description: string) => ({ description, schema: { type: 'string' } }) as const;

/** Describes the route of a command from its class. */
export function describeCommand(route: CommandRoute, id: RegExp | undefined): MethodDecorator[] {
  const { command, creates } = route;
  const schema = id ? { type: 'string', pattern: id.source } : { type: 'string', format: 'uuid' };
  return [
    ApiOperation({ operationId: command.type, summary: command.says }),
    ...(creates ? [] : [ApiParam({ name: 'id', description: 'The subject', schema })]),
    header(
      'Idempotency-Key',
      'The same key and body act once and answer the same',
      'f3a1-first-try',
    ),
    header('If-Match', 'Act only when the subject still has this ETag', '"3"'),
    ApiBody({ type: command }),
    ApiResponse({
      status: creates ? 201 : 200,
      description: 'Done',
      type: CommandAnswer,
      headers: {
        ETag: text('The revision of the subject'),
        Position: text('Where it landed in the log'),
        ...(creates ? { Location: text('The address of the new subject') } : {}),
      },
    }),
    ...problems({
      400: 'The body, a header or the path is not valid; errors names each place',
      ...common,
      404: 'There is no such subject, or not for this caller',
      409: 'A rule says no; code tells which',
      412: 'If-Match names another revision',
      413: 'The body is larger than 64 KB',
      415: 'The body is not application/json',
      422: 'The Idempotency-Key came before with another body',
    }),
  ];
}
