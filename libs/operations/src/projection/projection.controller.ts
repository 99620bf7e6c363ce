import { Controller, Get, Inject, Param, Req, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiQuery } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Position } from '#eventing';
import { Access, type Answer, AnswerInterceptor, limitOf, parametersOf, tagged } from '#http';
import { Oversight, type ProjectionStatus, type Trial } from '#projections';

/** A list, as operators are served it. */
class ListAnswer {
  @ApiProperty({ type: 'array', items: { type: 'object' } })
  items!: readonly object[];
  @ApiProperty({ required: false, description: 'The cursor of the next page, when there is one' })
  next?: string;
}

/** `GET /v1/projections...`: how read models and processes do, and what is parked. */
@Controller('v1/projections')
@tagged('operations')
export class OpenProjectionsController {
  constructor(@Inject(Oversight) private readonly oversight: Oversight) {}

  @Get()
  @Access('Projections', ['operator'])
  @ApiOperation({ summary: 'How far each read model and process is, and what is parked.' })
  @ApiOkResponse({ type: ListAnswer })
  async list(): Promise<{ items: readonly ProjectionStatus[] }> {
    return { items: await this.oversight.list() };
  }

  @Get(':id/parked')
  @Access('Projections', ['operator'])
  @UseInterceptors(AnswerInterceptor)
  @ApiOperation({ summary: 'The events that wait for an operator, in order of key and position.' })
  @ApiQuery({
    name: 'limit',
    required: false,
    description: '1 to 200; 50 unless given',
    type: Number,
  })
  @ApiQuery({ name: 'cursor', required: false, description: 'Of the page before', type: String })
  @ApiOkResponse({ type: ListAnswer })
  async parked(@Param('id') id: string, @Req() request: FastifyRequest): Promise<Answer> {
    const parameters = parametersOf(request, ['limit', 'cursor']);
    const { cursor } = parameters;
    const { next, ...body } = await this.oversight.parked(id, {
      cursor,
      limit: limitOf(parameters),
    });
    return { body, next };
  }

  @Get(':id/trials')
  @Access('Projections', ['operator'])
  @ApiOperation({ summary: 'What trying parked keys again would come to; changes nothing.' })
  @ApiQuery({ name: 'key', required: false, description: 'Only this key', type: String })
  @ApiQuery({ name: 'up-to', required: false, description: 'Up to this position', type: String })
  @ApiOkResponse({ type: ListAnswer })
  async trials(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
  ): Promise<{ items: readonly Trial[] }> {
    const { key, 'up-to': upTo } = parametersOf(request, ['key', 'up-to']);
    return { items: await this.oversight.trials(id, key, upTo as Position | undefined) };
  }
}
