import type { Event, Projection, Row } from '#eventing';
import {
  compare,
  type ListAsked,
  type PointInTime,
  type Page,
  pageOf,
  type Reading,
  type ReadTogether,
  selectionOf,
} from '#read-model';
import { type Past, visible } from './past.js';

/** Read models as they were at one point in time. */
export class PastReading implements ReadTogether {
  constructor(
    private readonly past: Past,
    private readonly moment: PointInTime,
  ) {}

  async list<R extends Row>(
    projection: Projection<Event, R>,
    { scope, ...asked }: Reading & ListAsked,
  ): Promise<Page<R>> {
    const selection = selectionOf(projection.entity, asked);
    const { order, after } = selection;
    const { limit, count = false } = asked;
    // in the order of their keys rows come one by one; any other order, and a count, need them all
    const byKey = order.length === 0 && !count;
    const from = byKey ? (after?.key ?? '') : '';
    const rows: R[] = [];
    for await (const row of this.past.rows(projection, scope, this.moment, selection, from)) {
      rows.push(row as unknown as R);
      if (byKey && rows.length > limit) break;
    }
    const total = count ? { count: rows.length } : {};
    const inOrder = compare(order);
    const left = after ? rows.filter((it) => inOrder(it, after) > 0) : rows;
    return { ...pageOf(left.sort(inOrder), limit, order), ...total };
  }

  async one<R extends Row>(
    projection: Projection<Event, R>,
    key: string,
    { scope }: Reading,
  ): Promise<R | undefined> {
    const row = await this.past.row(projection, key, this.moment);
    return row && visible(scope, row) ? (row as unknown as R) : undefined;
  }
}
