import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock, londonDay, type Position } from '#eventing';
import { type PointInTime, type Reading, Readings, type Viewer } from '#read-model';
import { askerOf } from '../access/caller.js';
import { invalid, problem } from '../problem/problem.js';
import { asOfOf, type Parameters } from './parameters.js';
import { PositionTokens } from './position-tokens.js';

/** What stands in an answer about the past. */
export interface AsOfSeen {
  readonly asked: string;
  readonly clock: 'recorded' | 'occurred';
  readonly position: string;
}

/** A reading, and what its answer says of the moment asked for. */
export interface Asked {
  readonly reading: Reading;
  readonly asOf?: AsOfSeen;
}

/** How long a read waits for `Min-Position`, in milliseconds. */
export abstract class Patience {
  abstract readonly ms: number;
}

/** What every read needs, for generated and hand-written controllers alike. */
@Injectable()
export class ReadEdge {
  constructor(
    private readonly readings: Readings,
    private readonly tokens: PositionTokens,
    private readonly patience: Patience,
    private readonly clock: Clock,
  ) {}

  /**
   * Who reads what, and as of when: resolves `as-of`, after the read models named have reached `Min-Position`. What they
   * may see of the past is what they may see now. Throws a 400 for what is malformed, a 503 when one stays behind.
   */
  async readingOf(
    request: FastifyRequest,
    parameters: Parameters,
    readModels: readonly string[],
  ): Promise<Asked> {
    const asker = askerOf(request);
    const asked = asOfOf(parameters);
    await this.waitFor(request, readModels);
    const { actor } = asker;
    if (!asked) return { reading: { scope: await asker.scope(), actor } };
    const at = await this.pointInTimeOf(asked.asked, asked.clock);
    return {
      reading: { scope: await asker.scope(), actor, at },
      asOf: { ...asked, position: this.tokens.of(at.upTo) },
    };
  }

  /** Waits for `Min-Position`, if the request has it. */
  async waitFor(request: FastifyRequest, readModels: readonly string[]): Promise<void> {
    const token = request.headers['min-position'];
    if (token === undefined) return;
    const position = this.positionOf(String(token), 'Min-Position', 'header-invalid');
    const late = await Promise.all(
      readModels.map(async (it) =>
        (await this.readings.waitFor(it, position, this.patience.ms)) ? undefined : it,
      ),
    );
    const behind = late.filter((it) => it !== undefined);
    if (behind.length > 0)
      throw problem(
        'projection-behind',
        `${behind.join(', ')} has not reached ${String(token)} within ${this.patience.ms} ms. Try again.`,
        { headers: { 'retry-after': '1' } },
      );
  }

  /** Who is shown what was read; today is the day that an answer about the past is about. */
  viewerOf(request: FastifyRequest, { reading: { scope, at } }: Asked): Viewer {
    const { identity, role } = askerOf(request);
    const now = londonDay(this.clock.now());
    const today = at && at.day !== '' && at.day < now ? at.day : now;
    return { urns: identity.urns, role, scope, today };
  }

  private async pointInTimeOf(asked: string, clock: PointInTime['clock']): Promise<PointInTime> {
    if (/^\d{4}-\d\d-\d\d$/.test(asked)) return this.readings.pointInTimeOf(asked, clock);
    const position = this.positionOf(asked, 'as-of', 'query-invalid');
    return { ...(await this.readings.pointInTimeOf(position, clock)), asked };
  }

  private positionOf(
    token: string,
    path: string,
    code: 'header-invalid' | 'query-invalid',
  ): Position {
    const position = this.tokens.read(token);
    if (position === 'malformed')
      throw invalid(code, {
        path,
        message:
          path === 'as-of'
            ? 'must be a day of the calendar, YYYY-MM-DD, or the token of a position'
            : 'must be a position as an answer of ours states it',
      });
    if (position === 'another-log')
      throw invalid(code, { path, message: 'is a position of another log' });
    return position;
  }
}
