import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { map, type Observable } from 'rxjs';
import type { Position } from '#eventing';
import { CSV } from './csv.js';
import { PositionTokens } from './position-tokens.js';
import type { AsOfSeen } from './read-edge.js';

/** What a read answers: its body, the position it is true at, how many there are, and where the next page begins. */
export interface Answer {
  readonly body: object | string;
  readonly position?: Position | undefined;
  readonly asOf?: AsOfSeen | undefined;
  readonly count?: number | undefined;
  readonly next?: string | undefined;
}

/** Answers a read: what is known beside its body stands in headers, and in the body unless that is CSV. A stream passes. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor<Answer | Readable, object | string> {
  constructor(private readonly tokens: PositionTokens) {}

  intercept(
    context: ExecutionContext,
    next: CallHandler<Answer | Readable>,
  ): Observable<object | string> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next
      .handle()
      .pipe(map((it) => (it instanceof Readable ? it : this.answer(it, request, reply))));
  }

  private answer(
    { body, position: at, asOf, count, next }: Answer,
    request: FastifyRequest,
    reply: FastifyReply,
  ): object | string {
    const position = at && this.tokens.of(at);
    if (position !== undefined) reply.header('position', position);
    if (next !== undefined) reply.header('link', nextPage(request, next));
    if (count !== undefined) reply.header('total-count', String(count));
    if (typeof body !== 'string') return { ...body, position, asOf, count, next };
    reply.header('content-type', `${CSV}; charset=utf-8; header=present`);
    return body;
  }
}

/** The address of the next page: the same parameters, with its cursor. */
function nextPage(request: FastifyRequest, cursor: string): string {
  const [path = '', query = ''] = request.url.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.delete('after');
  parameters.set('cursor', cursor);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}
