import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { notingUngranted } from '../access/access.guard.js';
import { RequestLimit } from '../access/request-limit.js';
import { Scopes } from '../identity/scopes.js';
import { servePages } from '../openapi/pages.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { PositionTokens } from '../reads/position-tokens.js';
import { Closing } from './closing.js';
import { ServiceModule } from './edge.module.js';
import { admitScraper } from './metrics.controller.js';
import type { EdgeOptions } from './edge-options.js';
import { NestLog, quiet } from './log.js';
import { Routes } from './routes.js';
import { serverAdapter } from './server.js';

const GRACE_MS = 5_000;

/**
 * Mounts the contexts of a service behind one HTTP server: call `listen` on what it returns. `close` stops
 * taking connections, lets requests in flight finish, and gives up on them after the grace.
 */
export async function buildApp(options: EdgeOptions): Promise<NestFastifyApplication> {
  const { parts, log = quiet } = options;
  const routes = new Routes();
  const closing = new Closing();
  const scopes = new Scopes(parts.membership);
  const adapter = serverAdapter();
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.addHook('onRoute', ({ url, method }) => {
    routes.add(url, method);
  });
  const ungranted = notingUngranted(fastify);
  if (options.metricsToken !== undefined) admitScraper(fastify, options.metricsToken, parts.health);
  closeOrderly(fastify, closing, options.graceMs ?? GRACE_MS);

  const made = {
    filter: new ProblemFilter(log, routes),
    scopes,
    limit: await RequestLimit.of(fastify, options),
    closing,
    tokens: new PositionTokens(await parts.store.logId()),
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    ServiceModule.of(options, made),
    adapter,
    { bodyParser: false, abortOnError: false, logger: new NestLog(log) },
  );
  servePages(app);
  await app.init();
  if (ungranted.size > 0)
    log.warn({ names: [...ungranted] }, 'granted to nobody: a route states no roles');
  return app;
}

const SWEEP_MS = 50;

/** While it closes, connections are ended as soon as they have nothing under way; after the grace, all of them. */
function closeOrderly(fastify: FastifyInstance, closing: Closing, graceMs: number): void {
  const { server } = fastify;
  fastify.addHook('preClose', (done) => {
    closing.begin();
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS).unref();
    const end = setTimeout(() => server.closeAllConnections(), graceMs).unref();
    server.once('close', () => {
      clearInterval(sweep);
      clearTimeout(end);
    });
    done();
  });
}
