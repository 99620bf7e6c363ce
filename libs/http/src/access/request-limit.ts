import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../problem/problem.js';

const MINUTE_MS = 60_000;
const CALLERS = 10_000;

/** How many requests a caller may make in a minute, and how many of them may be refused; no limit when absent. */
export interface RequestLimits {
  readonly requestsPerMinute?: number;
  readonly refusalsPerMinute?: number;
}

type Count = (
  request: FastifyRequest,
  options?: { readonly increment: boolean },
) => Promise<{
  readonly isExceeded?: boolean;
  readonly remaining?: number;
  readonly ttlInSeconds?: number;
}>;

/**
 * Counts what each caller asks in a minute, and what of it is refused: whose token is good by its holder (`sub`), everybody else
 * by address. Whoever is mostly refused searches, floods or is out of order, and is stopped long before others wait for them.
 */
export class RequestLimit {
  private readonly callers = new WeakMap<FastifyRequest, string>();
  private requests: Count | undefined;
  private refusals: Count | undefined;

  /** Counts for one server. */
  static async of(fastify: FastifyInstance, limits: RequestLimits): Promise<RequestLimit> {
    const limit = new RequestLimit();
    const { requestsPerMinute, refusalsPerMinute } = limits;
    if (requestsPerMinute === undefined && refusalsPerMinute === undefined) return limit;
    await fastify.register(rateLimit, { global: false, cache: CALLERS });
    const upTo = (max: number | undefined) =>
      max === undefined
        ? undefined
        : (fastify.createRateLimit({
            ...{ max, timeWindow: MINUTE_MS },
            keyGenerator: (request) => limit.callers.get(request) ?? request.ip,
          }) as Count);
    limit.requests = upTo(requestsPerMinute);
    limit.refusals = upTo(refusalsPerMinute);
    fastify.addHook('onResponse', (request, reply) => limit.note(request, reply));
    return limit;
  }

  /** Counts one request of a caller; throws a 429 that says when to come back. */
  async spend(request: FastifyRequest, caller: string): Promise<void> {
    this.callers.set(request, caller);
    const refused = await this.refusals?.(request, { increment: false });
    if (refused?.remaining === 0)
      throw tooMany(refused.ttlInSeconds, 'Too many of your requests were refused.');
    const made = await this.requests?.(request);
    if (made?.isExceeded) throw tooMany(made.ttlInSeconds);
  }

  /** Counts an answer that refused what was asked; one that only says "later" is none. */
  private async note(request: FastifyRequest, { statusCode }: FastifyReply): Promise<void> {
    const refused = statusCode >= 400 && statusCode < 500 && statusCode !== 429;
    if (refused && this.callers.has(request)) await this.refusals?.(request);
  }
}

const tooMany = (seconds = 60, why = '') =>
  problem('too-many-requests', `${why} Wait ${seconds} seconds, then send it again.`.trim(), {
    headers: { 'retry-after': String(seconds) },
  });
