import { describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { Problem } from '../problem/problem.js';
import { RequestLimit, type RequestLimits } from './request-limit.js';

/** A server that answers a caller with the status they ask for. */
async function serverOf(limits: RequestLimits) {
  const server = fastify();
  const limit = await RequestLimit.of(server, limits);
  server.setErrorHandler((error, _, reply) =>
    error instanceof Problem
      ? reply
          .code(error.status)
          .headers(error.extra.headers ?? {})
          .send(error.detail)
      : reply.code(500).send('?'),
  );
  server.get<{ Params: { caller: string; status: string } }>(
    '/:caller/:status',
    async (request, reply) => {
      const { caller, status } = request.params;
      await limit.spend(request, caller);
      return reply.code(Number(status)).send('');
    },
  );
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const answer = (caller: string, status: number) => fetch(`${url}/${caller}/${status}`);
  return {
    answer,
    ask: async (caller: string, status: number) => (await answer(caller, status)).status,
    close: () => server.close(),
  };
}

describe('a caller', () => {
  it('whose requests are refused again and again is told when to come back; others are not', async () => {
    const server = await serverOf({ requestsPerMinute: 100, refusalsPerMinute: 3 });
    const { ask } = server;
    expect([await ask('a', 404), await ask('a', 200), await ask('a', 409)]).toEqual([
      404, 200, 409,
    ]);
    expect([await ask('a', 400), await ask('a', 200), await ask('a', 200)]).toEqual([
      400, 429, 429,
    ]);
    const last = await server.answer('a', 200);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await last.text()).toMatch(/^Too many of your requests were refused. Wait \d+ seconds/);
    expect([await ask('b', 404), await ask('b', 200)]).toEqual([404, 200]);
    await server.close();
  });

  it('is not counted as refused when it is answered, told to wait, or a server of ours is away', async () => {
    const server = await serverOf({ requestsPerMinute: 6, refusalsPerMinute: 1 });
    const statuses = [];
    for (const status of [200, 201, 503, 500, 429, 200, 200, 200])
      statuses.push(await server.ask('a', status));
    expect(statuses).toEqual([200, 201, 503, 500, 429, 200, 429, 429]);
    expect(await (await server.answer('a', 200)).text()).toMatch(/^Wait \d+ seconds/);
    await server.close();
  });

  it('has no limit where none is set', async () => {
    const server = await serverOf({});
    for (let nth = 0; nth < 20; nth++) expect(await server.ask('a', 404)).toBe(404);
    await server.close();
  });
});
