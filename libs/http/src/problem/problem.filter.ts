import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../app/log.js';
import type { Routes } from '../app/routes.js';
import { problem, type Problem } from './problem.js';
import { problemOf } from './problem-of.js';

/** The media type of RFC 9457. */
export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** Answers everything that was thrown as a problem; what was not foreseen is logged with its correlation id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly routes: Routes,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer =
      error instanceof NotFoundException ? this.notThere(request, error) : problemOf(error);
    const seen = { correlationId: request.id, method: request.method, code: answer.code };
    if (answer.code === 'internal')
      this.log.error({ ...seen, error: plainly(error) }, 'unexpected error');
    else if (answer.status >= 500) this.log.warn({ ...seen, error: plainly(error) }, answer.detail);
    // what the caller sent may stand in the detail: it is for the caller alone
    else this.log.debug(seen, answer.title);
    if (reply.sent || reply.raw.headersSent) {
      // The answer had begun: break it off, so that nobody takes it for a whole one.
      reply.raw.destroy();
      return;
    }
    void reply
      .code(answer.status)
      .headers({ 'content-type': PROBLEM_JSON, ...answer.extra.headers })
      .send(JSON.stringify(answer.body(request.id)));
  }

  private notThere(request: FastifyRequest, error: NotFoundException): Problem {
    const methods = this.routes.methodsOf(request.url.split('?', 1)[0] ?? '');
    if (methods.length === 0)
      return problem('route-unknown', 'There is nothing at this address; see /docs.');
    if (methods.includes(request.method)) return problem('not-found', error.message);
    return problem('method-not-allowed', `Use ${methods.join(' or ')}.`, {
      headers: { allow: methods.join(', ') },
    });
  }
}

/**
 * An error without what drivers attach to it: statements, parameters and rows may hold people's words. PostgreSQL quotes
 * values in its messages too, and the stack begins with the message.
 */
function plainly(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'it was not an Error' };
  const { name } = error;
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  const message = severity === undefined ? error.message : error.message.replace(/"[^"]*"/g, '"…"');
  return { name, message, code, stack: error.stack?.replace(error.message, message) };
}
