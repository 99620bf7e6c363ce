import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUuid, NotFound } from '#eventing';
import {
  Access,
  askerOf,
  callerOf,
  invalid,
  parametersOf,
  PositionTokens,
  ReadEdge,
  tagged,
} from '#http';
import { linkTo } from '../edge/event-parameters.js';
import { FeedCursor } from '../edge/feed-cursor.js';
import { describedEvent, describedTrace } from './describe-trace.js';
import { Events } from '../index/events.js';
import { Indexed } from '../edge/indexed.js';
import { Links } from '../index/links.js';
import { Serving } from '../edge/serving.js';
import { MOST_TRACED, type Step, traceOf } from './trace.js';

const CORRELATION = /^[\w.:-]{1,100}$/;

/** One event, and what caused what. */
@Controller()
@tagged('events')
@Access('Events', ['analyst', 'operator', 'service'])
export class TraceController {
  constructor(
    private readonly edge: ReadEdge,
    private readonly events: Events,
    private readonly indexed: Indexed,
    private readonly serving: Serving,
    private readonly tokens: PositionTokens,
    private readonly links: Links,
    private readonly cursors: FeedCursor,
  ) {}

  /** The tree of causes of a correlation, as far as the caller may see it; a very large one in parts. */
  @Get('/v1/events/trace/:correlationId')
  @describedTrace()
  async trace(
    @Param('correlationId') correlationId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!CORRELATION.test(correlationId))
      throw invalid('path-invalid', {
        path: 'correlationId',
        message: 'must be a correlation id: letters, digits, and any of . : _ -',
      });
    const { cursor } = parametersOf(request, ['cursor']);
    const after = this.cursors.startOf(cursor === undefined ? {} : { cursor });
    const position = await this.indexed.position();
    const caller = await callerOf(request);
    const part = { after, limit: MOST_TRACED };
    const { events, next } = await this.events.correlated(correlationId, caller, part);
    if (events.length === 0 && next === undefined) throw new NotFound(correlationId);
    const more = next === undefined ? {} : { next: this.cursors.of(next) };
    if (more.next !== undefined)
      reply.header('link', linkTo(`/v1/events/trace/${correlationId}`, request, more.next));
    reply.send({
      correlationId,
      steps: traceOf(events).map((it) => this.shown(it)),
      events: events.length,
      ...more,
      position: this.edge.stamp(reply, position),
    });
  }

  /** One event by its id. */
  @Get('/v1/events/:id')
  @describedEvent()
  async one(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isUuid(id))
      throw invalid('path-invalid', { path: 'id', message: 'must be an id (a UUID)' });
    parametersOf(request, []);
    const position = await this.indexed.position();
    const asker = askerOf(request);
    const event = await this.events.one(id.toLowerCase(), await callerOf(request));
    if (!event) throw new NotFound(id);
    const [item] = await this.serving.served([event], asker.identity.urns);
    reply.send({ item, links: this.links.of(event), position: this.edge.stamp(reply, position) });
  }

  private shown({ commandId, by, events, parts }: Step): object {
    return {
      commandId,
      by,
      events: events.map(({ event, then }) => {
        const { id, type, stream, revision, position, recordedOn, occurredOn } = event;
        return {
          ...{ id, type, stream, revision, position: this.tokens.of(position) },
          ...{ recordedOn, occurredOn, links: this.links.of(event) },
          then: then.map((it) => this.shown(it)),
        };
      }),
      parts: parts.map((it) => this.shown(it)),
    };
  }
}
