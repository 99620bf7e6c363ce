import type { AnyAggregate } from './aggregate.js';

/** The registered aggregates by category: how claims and processes find the one they address. */
export class Aggregates {
  private readonly byCategory = new Map<string, AnyAggregate>();
  constructor(aggregates: Iterable<AnyAggregate>) {
    for (const it of aggregates) this.byCategory.set(it.decider.category, it);
  }
  /** The aggregate of a category; an unknown one is a fault in the wiring. */
  of(category: string): AnyAggregate {
    const found = this.byCategory.get(category);
    if (!found) throw new Error(`no aggregate is registered for ${category}`);
    return found;
  }
  /** The aggregate of a category, if it is one of ours. */
  find(category: string): AnyAggregate | undefined {
    return this.byCategory.get(category);
  }
  [Symbol.iterator](): Iterator<AnyAggregate> {
    return this.byCategory.values();
  }
}
