import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Aggregates, EventStore } from '#eventing';
import { Access, askerOf, callerOf, limitOf, ReadEdge, representationOf, tagged } from '#http';
import { describedFeed } from '../edge/describe-events.js';
import { chosen, linkTo } from '../edge/event-parameters.js';
import { FACT_INDEX } from '../index/event-index.js';
import { Events } from '../index/events.js';
import { FeedCursor } from '../edge/feed-cursor.js';
import { representations } from '../edge/representation.js';
import { Serving } from '../edge/serving.js';
import { Streaming } from '../edge/streaming.js';

const PATH = '/v1/events';

/** The log as it was written: a page of it, all of it line by line, or as it grows. */
@Controller()
@tagged('events')
@Access('Events', ['analyst', 'operator', 'service'])
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
  @Get(PATH)
  @describedFeed()
  async feed(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const representation = representationOf(request, representations);
    reply.header('vary', 'accept');
    // a HEAD has nothing to stream
    if (representation === 'application/json' || request.method === 'HEAD')
      await this.page(request, reply);
    else if (representation === 'application/x-ndjson') await this.streaming.lines(request, reply);
    else await this.streaming.serverSent(request, reply);
  }

  private async page(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const asked = chosen(request, ['after', 'cursor', 'limit'], this.aggregates);
    const { selection, parameters } = asked;
    const limit = limitOf(parameters);
    const after = this.cursors.startOf(parameters);
    await this.edge.waitFor(request, [FACT_INDEX]);
    const asker = askerOf(request);
    const head = await this.store.head();
    const bounds = { after, upTo: head, limit: limit + 1 };
    const found = await this.events.next(selection, await callerOf(request), bounds);
    const items = await this.serving.served(found.events.slice(0, limit), asker.identity.urns);
    const last = found.events[limit - 1];
    const more = found.events.length > limit ? last?.position : found.upTo;
    const next = more !== undefined && more < head ? this.cursors.of(more) : undefined;
    if (next !== undefined) reply.header('link', linkTo(PATH, request, next));
    const position = this.edge.stamp(reply, head);
    reply.send({ items, position, ...(next === undefined ? {} : { next }) });
  }
}
