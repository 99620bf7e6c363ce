import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock, londonDay, NotFound, type Row } from '#eventing';
import type { Reads, Viewer } from '#read-model';
import { askerOf } from '../access/caller.js';
import { asOfParameters, limitOf, parametersOf } from './parameters.js';
import { PositionTokens } from './position-tokens.js';
import { queriesOf } from './queries.js';
import { type Asked, ReadEdge } from './read-edge.js';

/** The way of every read of rows from its request to its answer. */
@Injectable()
export class RowReads {
  constructor(
    private readonly bus: QueryBus,
    private readonly edge: ReadEdge,
    private readonly tokens: PositionTokens,
    private readonly clock: Clock,
  ) {}

  /** A page of the rows that the caller may see. */
  async list(route: Reads, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { projection } = route;
    const parameters = parametersOf(request, [
      ...route.filters,
      ...asOfParameters,
      'limit',
      'cursor',
    ]);
    const { 'as-of': _, clock: __, limit: ___, cursor, ...filters } = parameters;
    const limit = limitOf(parameters);
    const asked = await this.edge.readingOf(request, parameters, [projection.name]);
    const { reading } = asked;
    const paging = cursor === undefined ? { limit } : { limit, cursor };
    const { value, position } = await this.bus.execute(
      queriesOf(projection).list({ ...reading, filters, ...paging }),
    );
    const items = await Promise.all(value.rows.map((it) => this.served(route, it, request, asked)));
    const { next } = value;
    if (next !== undefined) {
      const query = new URLSearchParams({ ...parameters, cursor: next });
      reply.header(
        'link',
        `<${request.url.split('?', 1)[0] ?? ''}?${query.toString()}>; rel="next"`,
      );
    }
    reply.send({
      items,
      ...this.trueAt(reply, position, asked),
      ...(next === undefined ? {} : { next }),
    });
  }

  /** One row, if the caller may see it. */
  async one(route: Reads, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { key, asked } = await this.subject(route, request);
    const ask = queriesOf(route.projection).one(key, asked.reading);
    const { value, position } = await this.bus.execute(ask);
    if (!value) throw new NotFound(key);
    const item = await this.served(route, value, request, asked);
    reply.send({ item, ...this.trueAt(reply, position, asked) });
  }

  /** The facts that made one row. */
  async provenance(route: Reads, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { key, asked } = await this.subject(route, request);
    const ask = queriesOf(route.projection).provenance(key, asked.reading);
    const { value, position } = await this.bus.execute(ask);
    if (!value) throw new NotFound(key);
    const facts = value.facts.map((it) => ({ ...it, position: this.tokens.of(it.position) }));
    reply.send({ ...value, facts, ...this.trueAt(reply, position, asked) });
  }

  private async subject(route: Reads, request: FastifyRequest) {
    const parameters = parametersOf(request, asOfParameters);
    const { id = '' } = request.params as { id?: string };
    const asked = await this.edge.readingOf(request, parameters, [route.projection.name]);
    return { key: `${route.identity}:${id}`, asked };
  }

  private trueAt(reply: FastifyReply, position: Parameters<ReadEdge['stamp']>[1], asked: Asked) {
    const token = this.edge.stamp(reply, position);
    return { position: token, ...(asked.asOf ? { asOf: asked.asOf } : {}) };
  }

  /** A row as its viewer is shown it; who may see it is not part of it. */
  private async served(
    { serve }: Reads,
    row: Row,
    request: FastifyRequest,
    { reading: { scope, at } }: Asked,
  ): Promise<object> {
    const { identity, role } = askerOf(request);
    const now = londonDay(this.clock.now());
    const today = at && at.day !== '' && at.day < now ? at.day : now;
    const viewer: Viewer = { urns: identity.urns, role, scope, today };
    const { scope: _, ...shown } = { ...(serve ? await serve(row, viewer) : row) } as Partial<Row>;
    return shown;
  }
}
