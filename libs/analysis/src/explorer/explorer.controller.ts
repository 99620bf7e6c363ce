import { Controller, Get, Req, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Aggregates } from '#eventing';
import {
  Access,
  type Answer,
  AnswerInterceptor,
  callerOf,
  invalid,
  limitOf,
  PositionTokens,
  tagged,
} from '#http';
import { describedExplorer } from './describe-explorer.js';
import { chosen } from '../edge/event-parameters.js';
import {
  Explorer,
  type Exploring,
  type Grouping,
  groupings,
  partsOf,
  type Seen,
} from './explorer.js';
import { Indexed } from '../edge/indexed.js';
import { Links } from '../index/links.js';
import { afterOf, cursorOf } from './key-cursor.js';

/** What happened, in order, on either clock; counted by day, by stream or by identity. */
@Controller()
@tagged('events')
@Access('Events', ['analyst', 'operator', 'service'])
@UseInterceptors(AnswerInterceptor)
export class ExplorerController {
  constructor(
    private readonly explorer: Explorer,
    private readonly indexed: Indexed,
    private readonly tokens: PositionTokens,
    private readonly links: Links,
    private readonly aggregates: Aggregates,
  ) {}

  /** One page, and the address of the next. */
  @Get('/v1/events/explorer')
  @describedExplorer()
  async explore(@Req() request: FastifyRequest): Promise<Answer> {
    const asked = chosen(request, ['group', 'cursor', 'limit'], this.aggregates);
    const { selection, parameters } = asked;
    const grouping = groupingOf(parameters.group);
    const limit = limitOf(parameters);
    const after = afterOf(parameters.cursor, partsOf(grouping, selection));
    const caller = await callerOf(request);
    const upTo = await this.indexed.position();
    const exploring: Exploring = {
      ...{ selection, caller, upTo, limit },
      ...(after ? { after } : {}),
    };
    const page = grouping
      ? await this.explorer.counts(grouping, exploring)
      : await this.explorer.events(exploring);
    const items = page.items.map((it) =>
      'key' in it && grouping
        ? { ...namedBy(grouping, it.key), events: it.events, first: it.first, last: it.last }
        : this.shown(it as Seen),
    );
    return { body: { items }, position: upTo, next: page.next && cursorOf(page.next) };
  }

  private shown(it: Seen): object {
    return { ...it, position: this.tokens.of(it.position), links: this.links.of(it) };
  }
}

function groupingOf(group: string | undefined): Grouping | undefined {
  if (group === undefined) return undefined;
  const found = groupings.find((it) => it === group);
  if (found) return found;
  throw invalid('query-invalid', {
    path: 'group',
    message: `must be one of ${groupings.join(', ')}`,
  });
}

/** What a count is of, and the address of the events it counts. */
function namedBy(grouping: Grouping, key: readonly string[]): Record<string, unknown> {
  const [one = '', other = ''] = key;
  if (grouping === 'type') {
    const links = { events: `/v1/events?type=${other}&from=${one}&until=${one}` };
    return { day: one, type: other, links };
  }
  return {
    [grouping]: one,
    links: { events: `/v1/events?${grouping}=${encodeURIComponent(one)}` },
  };
}
