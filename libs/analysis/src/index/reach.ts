import { type EventStore, type Recorded, type Scope, within } from '#eventing';

const MOST_KEPT = 10_000;

/**
 * Tells which facts lie within a caller's reach: those of streams whose first fact does. What was the first fact never
 * changes, so it is remembered, for a bounded number of streams.
 */
export class Reach {
  private readonly firsts = new Map<string, readonly string[]>();

  constructor(private readonly store: EventStore) {}

  /** Those of the facts that are within reach, in their order. */
  async of(scope: Scope, facts: readonly Recorded[]): Promise<readonly Recorded[]> {
    if (scope === 'all') return facts;
    const seen: Recorded[] = [];
    for (const fact of facts) if (within(scope, await this.first(fact))) seen.push(fact);
    return seen;
  }

  private async first({ stream, revision, about }: Recorded): Promise<readonly string[]> {
    const known = this.firsts.get(stream);
    if (known) return known;
    const found =
      revision === 0 ? about : (await this.store.readStream(stream, { limit: 1 })).at(0)?.about;
    if (!found) return [];
    if (this.firsts.size >= MOST_KEPT) this.firsts.clear();
    this.firsts.set(stream, found);
    return found;
  }
}
