import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Condition, states, statusOf } from '#health';
import { Public } from '../access/access.js';
import { bearerOf } from '../identity/bearer-header.js';
import { Identities } from '../identity/identity.js';
import { Closing } from './closing.js';
import type { EdgeParts } from './edge-options.js';

/** The token of the callback that `/readyz` asks. */
export const HEALTH = Symbol('health');

/** Whether the process lives, and whether it can serve. */
@ApiTags('health')
@Public()
@Controller()
export class HealthController {
  /** It was found to remember what is not so any more: only a new process is right again. */
  private isPast = false;

  constructor(
    @Inject(HEALTH) private readonly health: EdgeParts['health'],
    private readonly identities: Identities,
    private readonly closing: Closing,
  ) {}

  /** Lives as long as it answers, and need not be started again. */
  @Get('livez')
  @ApiOperation({ operationId: 'livez', summary: 'Whether the process lives.' })
  @ApiResponse({ status: 200, description: 'It does' })
  @ApiResponse({ status: 503, description: 'It is to be started again; states says why' })
  livez(@Res() reply: FastifyReply): void {
    const states = this.isPast ? [told({ state: 'restart-needed' }, false)] : [];
    void reply
      .code(this.isPast ? 503 : 200)
      .send({ status: this.isPast ? 'past' : 'live', states });
  }

  /**
   * Ready when everything it stands on is, and it is not closing. Anybody is told the states; why, and who, only those who
   * show an operator's token.
   */
  @Get('readyz')
  @ApiOperation({ operationId: 'readyz', summary: 'Whether requests can be served.' })
  @ApiResponse({ status: 200, description: 'They can; states says whether somebody should look' })
  @ApiResponse({ status: 503, description: 'Not now, or reads only; states says why' })
  async readyz(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const inside = await this.isOperator(request);
    const { conditions, confidential, ...checks } = await this.health();
    this.isPast = conditions.some((it) => it.state === 'restart-needed');
    const all: readonly Condition[] = this.closing.signal.aborted
      ? [{ state: 'closing' }]
      : conditions;
    const status = statusOf(all);
    const serves = status === 'ready' || status === 'degraded';
    void reply
      .code(serves ? 200 : 503)
      .headers(serves ? {} : { 'retry-after': '1' })
      .send({
        status,
        states: all.map((it) => told(it, inside)),
        checks: inside && confidential !== undefined ? { ...checks, confidential } : checks,
      });
  }

  private async isOperator(request: FastifyRequest): Promise<boolean> {
    const token = bearerOf(request.headers.authorization);
    if (token === undefined) return false;
    // whoever shows a bad token is a stranger, and may know as much
    const identity = await this.identities.of(token).catch(() => undefined);
    return identity?.roles.includes('operator') ?? false;
  }
}

const told = ({ state, detail }: Condition, inside: boolean): object => ({
  state,
  means: states[state].means,
  do: states[state].do,
  ...(inside && detail !== undefined ? { detail } : {}),
});
