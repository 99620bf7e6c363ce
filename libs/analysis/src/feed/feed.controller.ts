import { Controller, Get, Req, Res, UseInterceptors } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { Aggregates, EventStore } from '#eventing';
import {
  Access,
  type Answer,
  AnswerInterceptor,
  askerOf,
  callerOf,
  limitOf,
  ReadEdge,
  representationOf,
  tagged,
} from '#http';
import { describedFeed } from '../edge/describe-events.js';
import { chosen } from '../edge/event-parameters.js';
import { EVENT_INDEX } from '../index/event-index.js';
import { Events } from '../index/events.js';
import { FeedCursor } from '../edge/feed-cursor.js';
import { representations } from '../edge/representation.js';
import { Serving } from '../edge/serving.js';
import { Streaming } from '../edge/streaming.js';

/** The log as it was written: a page of it, all of it line by line, or as it grows. */
@Controller()
@tagged('events')
@Access('Events', ['analyst', 'operator', 'service'])
@UseInterceptors(AnswerInterceptor)
export class FeedController {
  constructor(
    private readonly edge: ReadEdge,
    private readonly events: Events,
    private readonly store: EventStore,
    private readonly aggregates: Aggregates,
    private readonly serving: Serving,
    private readonly cursors: FeedCursor,
    private readonly streaming: Streaming,
  ) {}

  /** The events within the caller's reach, as `Accept` asks for them. */
  @Get('/v1/events')
  @describedFeed()
  async feed(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer | Readable> {
    const representation = representationOf(request, representations);
    reply.header('vary', 'accept');
    // a HEAD has nothing to stream
    if (representation === 'application/json' || request.method === 'HEAD')
      return this.page(request);
    return representation === 'application/x-ndjson'
      ? this.streaming.lines(request, reply)
      : this.streaming.serverSent(request, reply);
  }

  private async page(request: FastifyRequest): Promise<Answer> {
    const asked = chosen(request, ['after', 'cursor', 'limit'], this.aggregates);
    const { selection, parameters } = asked;
    const limit = limitOf(parameters);
    const after = this.cursors.startOf(parameters);
    await this.edge.waitFor(request, [EVENT_INDEX]);
    const asker = askerOf(request);
    const head = await this.store.head();
    const bounds = { after, upTo: head, limit: limit + 1 };
    const found = await this.events.next(selection, await callerOf(request), bounds);
    const items = await this.serving.served(found.events.slice(0, limit), asker.identity.urns);
    const last = found.events[limit - 1];
    const more = found.events.length > limit ? last?.position : found.upTo;
    const next = more !== undefined && more < head ? this.cursors.of(more) : undefined;
    return { body: { items }, position: head, next };
  }
}
