import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { METRICS_TEXT, metricsOf } from '#health';
import { Access } from '../access/access.js';
import { bearerOf } from '../identity/bearer-header.js';
import type { EdgeParts } from './edge-options.js';
import { HEALTH } from './health.controller.js';

const PATH = '/metrics';

/** `GET /metrics`: the states of the house and how far it is, for Prometheus. */
@ApiTags('health')
@Controller()
export class MetricsController {
  constructor(@Inject(HEALTH) private readonly health: EdgeParts['health']) {}

  @Get(PATH)
  @Access('Metrics', ['operator', 'service'])
  @ApiOperation({ operationId: 'metrics', summary: 'States, positions, lags and leases.' })
  @ApiProduces('text/plain')
  @ApiResponse({ status: 200, description: 'In the text format of Prometheus' })
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    await answer(reply, this.health);
  }
}

/** Lets a scraper in that shows the token of its own (METRICS_TOKEN), which opens nothing else. */
export function admitScraper(
  fastify: FastifyInstance,
  token: string,
  health: EdgeParts['health'],
): void {
  const own = digestOf(token);
  fastify.addHook('onRequest', async (request, reply) => {
    const shown = bearerOf(request.headers.authorization);
    if (shown === undefined || request.routeOptions.url !== PATH) return;
    if (timingSafeEqual(digestOf(shown), own)) await answer(reply, health);
  });
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

async function answer(reply: FastifyReply, health: EdgeParts['health']): Promise<void> {
  await reply.type(METRICS_TEXT).send(await metricsOf(await health()));
}
