import { type EventStore, type Recorded, streamOf } from '#eventing';
import type { KpiEvent } from '../kpi/kpi.events.js';
import { figuresIn, kpisIn, marked, ofFew } from './local-figures.js';
import { RULE } from './suppression.js';

const KPI = 'evaluation.kpi';

interface KnownKpi {
  readonly urn: string | undefined;
  /** Of pupils, and somewhere in its history of too few of them. */
  readonly small: boolean;
}

/**
 * Events as they are served, by the rule `local-1` and never more freely than a board: an event cannot know which result
 * will count, so once any cohort of a pupils' KPI is of too few, every figure of it is withheld, in every event, from all
 * but the school itself. It is judged by what is known when the event is served, whenever the event was recorded.
 */
export class ServedEvents {
  constructor(private readonly store: EventStore) {}

  /** The events in their order, with the rule where figures were withheld. */
  async served(
    events: readonly Recorded[],
    urns: readonly string[],
  ): Promise<{ readonly event: Recorded; readonly suppression?: string }[]> {
    const figured = events.filter((it) => figuresIn(it.type).length > 0);
    const ids = [...new Set(figured.flatMap((it) => kpisIn(it.data)))];
    const kpis = new Map(
      await Promise.all(ids.map(async (id) => [id, await this.known(id)] as const)),
    );
    const hidden = (id: string): boolean => {
      const { urn, small = true } = kpis.get(id) ?? {};
      return small && !(urn !== undefined && urns.includes(urn));
    };
    return events.map((event) => {
      const paths = figuresIn(event.type);
      if (paths.length === 0 || !kpisIn(event.data).some(hidden)) return { event };
      return { event: { ...event, data: marked(event.data, paths, hidden) }, suppression: RULE };
    });
  }

  private async known(id: string): Promise<KnownKpi> {
    const events = await this.store.readStream<KpiEvent>(streamOf(KPI, id));
    const first = events[0];
    if (first?.type !== 'KpiCommitted') return { urn: undefined, small: true };
    const { urn, level } = first.data;
    const small = level === 'pupils' && events.some((it) => ofFew(it.data));
    return { urn, small };
  }
}
