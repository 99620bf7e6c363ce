import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/access.js';
import { Closing } from './closing.js';
import type { EdgeParts } from './edge-options.js';

/** The token of the callback that `/readyz` asks. */
export const HEALTH = Symbol('health');

/** Whether the process lives, and whether it can serve. */
@ApiTags('health')
@Public()
@Controller()
export class HealthController {
  constructor(
    @Inject(HEALTH) private readonly health: EdgeParts['health'],
    private readonly closing: Closing,
  ) {}

  /** Lives as long as it answers. */
  @Get('livez')
  @ApiOperation({ operationId: 'livez', summary: 'Whether the process lives.' })
  @ApiResponse({ status: 200, description: 'It does' })
  livez(@Res() reply: FastifyReply): void {
    void reply.send({ status: 'live' });
  }

  /** Ready when everything it stands on is, and it is not closing. */
  @Get('readyz')
  @ApiOperation({ operationId: 'readyz', summary: 'Whether requests can be served.' })
  @ApiResponse({ status: 200, description: 'They can' })
  @ApiResponse({ status: 503, description: 'Not now; checks says what is missing' })
  async readyz(@Res() reply: FastifyReply): Promise<void> {
    const { ready, checks } = this.closing.signal.aborted
      ? { ready: false, checks: { closing: true } }
      : await this.health();
    void reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks });
  }
}
