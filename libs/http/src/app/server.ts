import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyHttpOptions } from 'fastify';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import { asKept, newId } from '#eventing';
import { invalid, problem, type Problem, type ProblemCode } from '../problem/problem.js';
import { PROBLEM_JSON } from '../problem/problem.filter.js';

const CORRELATION = /^[\w.:-]{1,100}$/;

const options: FastifyHttpOptions<Server> = {
  logger: false,
  // Slow senders and idle connections give their place back.
  requestTimeout: 30_000,
  connectionTimeout: 120_000,
  keepAliveTimeout: 30_000,
  http: { maxHeaderSize: 16 * 1024, headersTimeout: 15_000 },
  // In flight when it closes: served, and told to close their connections.
  return503OnClosing: false,
  forceCloseConnections: 'idle',
  routerOptions: { maxParamLength: 400, ignoreTrailingSlash: true },
  requestIdHeader: false,
  genReqId: correlationIdOf,
  clientErrorHandler: unreadable,
  frameworkErrors: (error, request, reply) => {
    send(reply, unroutable(error), request.id);
  },
};

/** The HTTP server: everything about a request is bounded, and every mistake is a problem. */
export function serverAdapter(): FastifyAdapter {
  const adapter = new FastifyAdapter({ ...options, skipMiddie: true });
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'x-correlation-id': request.id,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    keepIds(request.params);
    keepIds(request.query);
    done();
  });
  // read once the caller is let in: `jsonBody`
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, done) => {
    done(null);
  });
  return adapter;
}

/** The ids in an address are those that the house keeps, in whichever case they came. */
function keepIds(given: unknown): void {
  const values = given as Record<string, string | string[]>;
  for (const [name, value] of Object.entries(values))
    values[name] = typeof value === 'string' ? asKept(value) : value.map(asKept);
}

function correlationIdOf(request: IncomingMessage): string {
  const given = request.headers['x-correlation-id'];
  return typeof given === 'string' && CORRELATION.test(given) ? asKept(given) : newId();
}

const unroutable = ({ code }: { code?: string }): Problem =>
  code === 'FST_ERR_MAX_PARAM_LENGTH'
    ? problem('url-too-long', 'A part of the address is too long.')
    : invalid('path-invalid', { path: '', message: 'the address cannot be decoded' });

function send(reply: FastifyReply, it: Problem, correlationId: string): void {
  void reply
    .code(it.status)
    .headers({ 'content-type': PROBLEM_JSON, 'x-correlation-id': correlationId })
    .send(JSON.stringify(it.body(correlationId)));
}

const unread: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'Headers and address have 16 KB together.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request did not arrive in time.'],
};

/** Answers what is not even a request, on the bare socket. */
function unreadable(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [code, detail] = unread[error.code ?? ''] ?? ['request-invalid', 'It is not HTTP.'];
  const it = problem(code, detail);
  const correlationId = newId();
  const body = JSON.stringify(it.body(correlationId));
  socket.end(
    `HTTP/1.1 ${it.status} ${it.title}\r\nContent-Type: ${PROBLEM_JSON}\r\n` +
      `X-Correlation-Id: ${correlationId}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
