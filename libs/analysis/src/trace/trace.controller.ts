import { Controller, Get, Param, Req, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isUuid, NotFound } from '#eventing';
import {
  Access,
  type Answer,
  AnswerInterceptor,
  askerOf,
  callerOf,
  invalid,
  parametersOf,
  PositionTokens,
  tagged,
} from '#http';
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
@UseInterceptors(AnswerInterceptor)
export class TraceController {
  constructor(
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
  ): Promise<Answer> {
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
    const steps = traceOf(events).map((it) => this.shown(it));
    return {
      body: { correlationId, steps, events: events.length },
      position,
      next: next && this.cursors.of(next),
    };
  }

  /** One event by its id. */
  @Get('/v1/events/:id')
  @describedEvent()
  async one(@Param('id') id: string, @Req() request: FastifyRequest): Promise<Answer> {
    if (!isUuid(id))
      throw invalid('path-invalid', { path: 'id', message: 'must be an id (a UUID)' });
    parametersOf(request, []);
    const position = await this.indexed.position();
    const asker = askerOf(request);
    const event = await this.events.one(id, await callerOf(request));
    if (!event) throw new NotFound(id);
    const [item] = await this.serving.served([event], asker.identity.urns);
    return { body: { item, links: this.links.of(event) }, position };
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
