import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiQuery } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Position } from '#eventing';
import { Access, parametersOf, tagged } from '#http';
import { Oversight, type ParkedFact, type Standing, type Trial } from '#projections';

/** A list, as operators are served it. */
class ListAnswer {
  @ApiProperty({ type: 'array', items: { type: 'object' } })
  items!: readonly object[];
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
  async list(): Promise<{ items: readonly Standing[] }> {
    return { items: await this.oversight.list() };
  }

  @Get(':id/parked')
  @Access('Projections', ['operator'])
  @ApiOperation({ summary: 'The facts that wait for an operator, the first thousand.' })
  @ApiOkResponse({ type: ListAnswer })
  async parked(@Param('id') id: string): Promise<{ items: readonly ParkedFact[] }> {
    return { items: await this.oversight.parked(id) };
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
