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
 * Facts as they are served, by the rule `local-1` and never more freely than a board: a fact cannot know which result
 * will count, so once any cohort of a pupils' KPI is of too few, every figure of it is withheld, in every fact, from all
 * but the school itself. It is judged by what is known when the fact is served, whenever the fact was recorded.
 */
export class ServedFacts {
  constructor(private readonly store: EventStore) {}

  /** The facts in their order, with the rule where figures were withheld. */
  async served(
    facts: readonly Recorded[],
    urns: readonly string[],
  ): Promise<{ readonly fact: Recorded; readonly suppression?: string }[]> {
    const figured = facts.filter((it) => figuresIn(it.type).length > 0);
    const ids = [...new Set(figured.flatMap((it) => kpisIn(it.data)))];
    const kpis = new Map(
      await Promise.all(ids.map(async (id) => [id, await this.known(id)] as const)),
    );
    const hidden = (id: string): boolean => {
      const { urn, small = true } = kpis.get(id) ?? {};
      return small && !(urn !== undefined && urns.includes(urn));
    };
    return facts.map((fact) => {
      const paths = figuresIn(fact.type);
      if (paths.length === 0 || !kpisIn(fact.data).some(hidden)) return { fact };
      return { fact: { ...fact, data: marked(fact.data, paths, hidden) }, suppression: RULE };
    });
  }

  private async known(id: string): Promise<KnownKpi> {
    const facts = await this.store.readStream<KpiEvent>(streamOf(KPI, id));
    const first = facts[0];
    if (first?.type !== 'KpiCommitted') return { urn: undefined, small: true };
    const { urn, level } = first.data;
    const small = level === 'pupils' && facts.some((it) => ofFew(it.data));
    return { urn, small };
  }
}
