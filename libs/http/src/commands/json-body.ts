import type { FastifyRequest } from 'fastify';
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { invalid, problem, type Problem } from '../problem/problem.js';

const LIMIT = 64 * 1024;
const JSON_TYPE = /^application\/json *(;|$)/i;

/**
 * The JSON that a request brings, `undefined` when it brings nothing. It is read here and not by the server, so that
 * nobody makes us read anything before the access guard has let them in.
 */
export async function jsonBody(request: FastifyRequest): Promise<unknown> {
  const { headers, raw } = request;
  const type = headers['content-type'];
  const length = headers['content-length'];
  const empty = headers['transfer-encoding'] === undefined && (length ?? '0') === '0';
  if (type === undefined && empty) return undefined;
  if (type === undefined || !JSON_TYPE.test(type))
    throw problem('media-type-unsupported', 'Send application/json.');
  if (Number(length) > LIMIT) throw tooLarge();
  const body = await received(raw);
  if (!isUtf8(body)) throw malformed('the body is not UTF-8');
  if (body.length === 0) throw malformed('the body is empty');
  return parsed(request, body.toString());
}

function parsed(request: FastifyRequest, text: string): Promise<unknown> {
  const parse = request.server.getDefaultJsonParser('error', 'error');
  return new Promise((resolve, reject) => {
    void parse(request, text, (error, value) => {
      if (error) reject(malformed('the body is not JSON'));
      else resolve(value);
    });
  });
}

function received(raw: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (settle: () => void) => () => {
      raw.off('data', onData).off('end', onEnd).off('error', onError);
      settle();
    };
    const onEnd = end(() => resolve(Buffer.concat(chunks, size)));
    const onError = end(() => reject(malformed('the body did not arrive whole')));
    const onLarge = end(() => reject(tooLarge()));
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > LIMIT) onLarge();
      else chunks.push(chunk);
    };
    raw.on('data', onData).on('end', onEnd).on('error', onError);
  });
}

const malformed = (message: string): Problem => invalid('body-malformed', { path: '', message });

/** The connection ends with the answer: the rest of the body is not waited for. */
const tooLarge = (): Problem =>
  problem('body-too-large', `A body has at most ${LIMIT / 1024} KB.`, {
    headers: { connection: 'close' },
  });
