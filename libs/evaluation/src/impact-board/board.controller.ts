import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiExtraModels, ApiParam, ApiResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUuid, NotFound, within } from '#eventing';
import {
  Access,
  Ask,
  askerOf,
  asOfParameters,
  describeRead,
  invalid,
  Membership,
  parametersOf,
  problems,
  ReadEdge,
  tagged,
} from '#http';
import { TooManySubjects } from '#read-model';
import { boardOf } from './board.js';
import { BoardFigureAnswer, boardSchema } from './board-schema.controller.js';
import type { ImpactFigure } from './impact-board.entity.js';
import { impactBoard } from './impact-board.projection.js';
import { shownTo } from './suppression.js';

/** How many KPIs one board shows. A past one is folded for no more than any past list is. */
const MOST = 10_000;

const described = (): MethodDecorator => (target, name, descriptor) => {
  const decorators = [
    ...describeRead(
      'getPartnershipImpact',
      'What changed at the schools of a partnership, how sure we are, and what it cost.',
    ),
    ApiExtraModels(BoardFigureAnswer),
    ApiParam({ name: 'partnershipId', schema: { type: 'string', format: 'uuid' } }),
    ApiResponse({
      status: 200,
      description: 'By level, indicator and school',
      schema: boardSchema,
      headers: { Position: { description: 'Where it is true at', schema: { type: 'string' } } },
    }),
    ...problems({ 404: 'There is no such partnership, or not for this caller' }),
  ];
  for (const decorate of decorators) decorate(target, name, descriptor);
};

/** The partnership's board of impact, now and as it was. */
@Controller()
@tagged(impactBoard.name)
@Access('ImpactBoard')
export class BoardController {
  constructor(
    private readonly edge: ReadEdge,
    private readonly bus: QueryBus,
    private readonly membership: Membership,
  ) {}

  /** The KPIs of the partnership and of those who were its members at that moment, and whom the caller reaches now. */
  @Get('/v1/boards/:partnershipId/impact')
  @described()
  async impact(
    @Param('partnershipId') given: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const partnershipId = given.toLowerCase();
    if (!isUuid(partnershipId))
      throw invalid('path-invalid', { path: 'partnershipId', message: 'must be an id (a UUID)' });
    const parameters = parametersOf(request, asOfParameters);
    const { reading, asOf } = await this.edge.readingOf(request, parameters, [impactBoard.name]);
    const own = `partnership:${partnershipId}`;
    if (!within(reading.scope, [own])) throw new NotFound(own);

    const then = await this.membership.urnsOf(partnershipId, reading.at);
    const urns = then.filter((it) => within(reading.scope, [`urn:${it}`]));
    const scope = new Set([own, ...urns.map((it) => `urn:${it}`)]);
    const { value, position } = await this.bus.execute(
      Ask.list({
        projection: impactBoard,
        reading: { ...reading, scope },
        filters: {},
        limit: MOST,
      }),
    );
    if (value.next !== undefined) throw new TooManySubjects(MOST);

    const token = this.edge.stamp(reply, position);
    const { urns: speaksFor } = askerOf(request).identity;
    const query = new URLSearchParams(
      asOf ? { 'as-of': asOf.asked, clock: asOf.clock } : { 'as-of': token },
    );
    const rows = (value.rows as readonly ImpactFigure[]).map((it) => shownTo(speaksFor, it));
    const board = boardOf(
      partnershipId,
      urns,
      rows,
      (kpiId) => `/v1/kpis/${kpiId}/provenance?${query.toString()}`,
    );
    reply.send({ ...board, position: token, ...(asOf ? { asOf } : {}) });
  }
}
