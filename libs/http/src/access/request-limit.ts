import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from '../problem/problem.js';

const MINUTE_MS = 60_000;
const CALLERS = 10_000;

type Check = (request: FastifyRequest) => Promise<{
  readonly isExceeded?: boolean;
  readonly ttlInSeconds?: number;
}>;

/** How many requests a caller may make in a minute: whose token is good by its holder, everybody else by address. */
export class RequestLimit {
  private readonly keys = new WeakMap<FastifyRequest, string>();
  private check: Check | undefined;

  /** No limit when `perMinute` is absent. */
  static async of(fastify: FastifyInstance, perMinute?: number): Promise<RequestLimit> {
    const limit = new RequestLimit();
    if (perMinute === undefined) return limit;
    await fastify.register(rateLimit, { global: false, cache: CALLERS });
    limit.check = fastify.createRateLimit({
      max: perMinute,
      timeWindow: MINUTE_MS,
      keyGenerator: (request) => limit.keys.get(request) ?? request.ip,
    }) as Check;
    return limit;
  }

  /** Counts one request of a caller; throws a 429 that says when to come back. */
  async spend(request: FastifyRequest, caller: string): Promise<void> {
    if (!this.check) return;
    this.keys.set(request, caller);
    const { isExceeded, ttlInSeconds = 60 } = await this.check(request);
    if (isExceeded)
      throw problem('too-many-requests', `Wait ${ttlInSeconds} seconds, then send it again.`, {
        headers: { 'retry-after': String(ttlInSeconds) },
      });
  }
}
