import { type EventStore, foldOf, type Recorded, streamOf } from '#eventing';
import { disclosureOf } from '../figures/disclosure.js';
import { kpiFold } from '../kpi/kpi-state.js';
import type { KpiEvent } from '../kpi/kpi.events.js';
import { figuresIn, kpisIn, type Told } from './local-figures.js';
import { RULE } from './suppression.js';

interface KnownKpi {
  readonly urn?: string | undefined;
  readonly told: Told;
}

/**
 * Events as they are served, by the rule `local-2` as on every board: judged by everything that is known when they are
 * served, whenever they were recorded. To those who speak for the school they are whole.
 */
export class ServedEvents {
  constructor(private readonly store: EventStore) {}

  /** The events in their order, with the rule where figures were withheld. */
  async served(
    events: readonly Recorded[],
    urns: readonly string[],
  ): Promise<{ readonly event: Recorded; readonly suppression?: string }[]> {
    const figured = events.filter((it) => figuresIn(it.type));
    const ids = [...new Set(figured.flatMap((it) => kpisIn(it.data)))];
    const kpis = await this.known(ids);
    const told = (id: string): Told => {
      const { urn, told } = kpis.get(id) ?? NOBODYS;
      return urn !== undefined && urns.includes(urn) ? { ...told, ...WHOLE } : told;
    };
    return events.map((event) => {
      const data = figuresIn(event.type)?.(event.data as never, told);
      if (!data || JSON.stringify(data) === JSON.stringify(event.data)) return { event };
      return { event: { ...event, data }, suppression: RULE };
    });
  }

  private async known(ids: readonly string[]): Promise<ReadonlyMap<string, KnownKpi>> {
    const streams = await this.store.readStreams(ids.map((id) => streamOf(kpiFold.category, id)));
    return new Map(
      ids.map((id) => {
        const events = streams.get(streamOf(kpiFold.category, id)) ?? [];
        return [id, knownOf(events as unknown as readonly KpiEvent[])];
      }),
    );
  }
}

const WHOLE = { closed: false, shows: () => true, follows: () => true };
const NOBODYS: KnownKpi = {
  told: { closed: true, shows: () => false, follows: () => false, periodOf: () => undefined },
};

function knownOf(events: readonly KpiEvent[]): KnownKpi {
  const kpi = foldOf(kpiFold, events);
  if (kpi.status === 'none') return NOBODYS;
  const { urn, measurements } = kpi;
  const periodOf = (id: string) => measurements.find((it) => it.measurementId === id)?.period;
  return { urn, told: { ...disclosureOf(kpi), periodOf } };
}
