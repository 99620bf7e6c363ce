import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  ApiExtraModels,
  ApiParam,
  ApiProperty,
  ApiResponse,
  getSchemaPath,
  PickType,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUuid, NotFound, within } from '#eventing';
import {
  Access,
  askerOf,
  asOfParameters,
  describeRead,
  describeRow,
  invalid,
  Membership,
  parametersOf,
  problems,
  queriesOf,
  ReadEdge,
  tagged,
} from '#http';
import { TooManySubjects } from '#read-model';
import { boardOf } from './board.js';
import { boardColumns } from './board-figure.js';
import { ImpactFigure } from './impact-board.entity.js';
import { impactBoard } from './impact-board.projection.js';
import { shownTo } from './suppression.js';

describeRow(ImpactFigure);

/** One figure of a board, as OpenAPI describes it. */
class BoardFigureAnswer extends PickType(ImpactFigure, boardColumns) {
  @ApiProperty({ description: 'The rule; what it withholds reads `c`', example: 'local-1' })
  suppression!: string;

  @ApiProperty({ description: 'The address of the facts behind the figure' })
  provenance!: string;
}

const text = { type: 'string' } as const;
const count = { type: 'integer' } as const;
const counts = { type: 'object', additionalProperties: count } as const;
const object = <P extends Record<string, object>>(properties: P) => ({
  type: 'object' as const,
  properties,
});
const list = <I extends object>(items: I) => ({ type: 'array' as const, items });

/** The answer of the impact board, as OpenAPI describes it. */
const boardSchema = object({
  partnershipId: { ...text, format: 'uuid' },
  urns: { ...list(text), description: 'Its member schools at that moment' },
  levels: list(
    object({
      level: text,
      indicators: list(
        object({
          indicator: text,
          unit: text,
          direction: text,
          figures: list({ $ref: getSchemaPath(BoardFigureAnswer) }),
        }),
      ),
    }),
  ),
  totals: object({
    kpis: count,
    byState: counts,
    byStrength: counts,
    costPence: { ...count, description: 'Of distinct completed deployments' },
    terminatedPence: { ...count, description: 'Of distinct terminated deployments' },
    deployments: count,
  }),
  formula: { ...text, example: 'progress-1' },
  suppression: { ...text, example: 'local-1' },
  position: { ...text, example: '1a2b3c4d.c117' },
  asOf: object({ asked: text, clock: text, position: text }),
});

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
@Access('ImpactBoard', [
  'board',
  'broker',
  'analyst',
  'headteacher',
  'chair',
  'reviewer',
  'evaluator',
])
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
      queriesOf(impactBoard).list({ ...reading, scope, filters: {}, limit: MOST }),
    );
    if (value.next !== undefined) throw new TooManySubjects(MOST);

    const token = this.edge.stamp(reply, position);
    const { urns: speaksFor } = askerOf(request).identity;
    const query = new URLSearchParams(
      asOf ? { 'as-of': asOf.asked, clock: asOf.clock } : { 'as-of': token },
    );
    const rows = value.rows.map((it) => shownTo(speaksFor, it));
    const board = boardOf(
      partnershipId,
      urns,
      rows,
      (kpiId) => `/v1/kpis/${kpiId}/provenance?${query.toString()}`,
    );
    reply.send({ ...board, position: token, ...(asOf ? { asOf } : {}) });
  }
}
