import { HttpException } from '@nestjs/common';
import { CommandReused, Conflict, NewerEvent, NotFound, NotYours, Refusal, Stale } from '#eventing';
import {
  BadCursor,
  BadFilter,
  BadPointInTime,
  FoldError,
  NotReady,
  TooManySubjects,
} from '#read-model';
import { invalid, problem, Problem, type ProblemCode } from './problem.js';
import { isUnavailable } from './unavailable.js';

const RETRY = { 'retry-after': '1' };

const byStatus: Readonly<Record<number, ProblemCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'route-unknown',
  405: 'method-not-allowed',
  408: 'request-timeout',
  410: 'erased',
  413: 'body-too-large',
  414: 'url-too-long',
  415: 'media-type-unsupported',
  429: 'too-many-requests',
  431: 'headers-too-large',
  503: 'unavailable',
};

/** The problem that an error is to the caller. What we did not foresee says nothing of its insides. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal)
    return new Problem(error.code, 409, 'Refused by a rule', error.detail);
  if (error instanceof NotYours) return problem(`not-your-${error.of}`, error.detail);
  if (error instanceof NotFound)
    return problem('not-found', `${error.identity} does not exist, or is not yours to see.`);
  if (error instanceof Stale)
    return problem(
      'stale',
      `If-Match names revision ${error.expected}; the latest is ${error.actual}. Read it again, then decide.`,
    );
  if (error instanceof CommandReused)
    return problem(
      'key-reused',
      'This Idempotency-Key came before with another body. Use a new key for a new command.',
    );
  if (error instanceof Conflict)
    return problem(
      'busy',
      'Others changed the subject while this was decided. Nothing was recorded: send it again.',
      { headers: RETRY },
    );
  if (error instanceof TooManySubjects)
    return problem(
      'too-many-subjects',
      `A past list is folded for at most ${error.limit} subjects. Narrow it with a filter, or replay the ` +
        'log into a sandbox: groundswell replay --as-of DAY --into SCHEMA.',
    );
  if (error instanceof BadPointInTime)
    return invalid('query-invalid', { path: 'as-of', message: error.message });
  if (error instanceof BadCursor)
    return invalid('query-invalid', { path: 'cursor', message: error.message });
  if (error instanceof BadFilter)
    return invalid('query-invalid', { path: error.property, message: error.message });
  if (error instanceof FoldError)
    return problem(
      'parked',
      `${error.projection.name} cannot fold an event that this answer needs (${error.event.type}, ${error.event.id}): ` +
        'it waits for an operator, who puts the fold right or discards the event.',
    );
  if (error instanceof NotReady)
    return problem('projection-behind', error.message, { headers: RETRY });
  if (error instanceof NewerEvent)
    return problem(
      'unavailable',
      'A later version of Groundswell recorded events about this. Ask a server that runs it.',
    );
  if (error instanceof HttpException) return ofHttp(error);
  if (isUnavailable(error))
    return problem(
      'unavailable',
      'A server behind this one cannot answer just now. Nothing is lost: send it again in a moment.',
      {
        headers: RETRY,
      },
    );
  return problem('internal', 'It was logged under the correlation id.');
}

function ofHttp(error: HttpException): Problem {
  const status = error.getStatus();
  if (status === 400) return invalid('body-malformed', { path: '', message: error.message });
  if (status >= 500 && status !== 503) return problem('internal', 'It was logged.');
  const code = byStatus[status];
  if (code) return problem(code, error.message);
  const { title } = problem('request-invalid', '');
  return new Problem('request-invalid', status, title, error.message);
}
