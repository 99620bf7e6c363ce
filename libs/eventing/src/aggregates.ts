import type { AnyAggregate } from './aggregate.js';

/** The registered aggregates by category: how reservations and processes find the one they address. */
export class Aggregates {
  private readonly byCategory = new Map<string, AnyAggregate>();
  private readonly byIdentity = new Map<string, AnyAggregate>();
  private readonly asked = new WeakMap<object, readonly AnyAggregate[]>();
  constructor(aggregates: Iterable<AnyAggregate>) {
    for (const it of aggregates) {
      this.byCategory.set(it.decider.category, it);
      this.byIdentity.set(it.decider.identity, it);
    }
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
  /** The aggregate that a stream is of, if it is one of ours. */
  ofStream(stream: string): AnyAggregate | undefined {
    for (let at = stream.indexOf('-'); at > 0; at = stream.indexOf('-', at + 1)) {
      const found = this.byCategory.get(stream.slice(0, at));
      if (found) return found;
    }
    return undefined;
  }
  /** The aggregate whose identities begin so (`need` for `need:…`), if it is one of ours. */
  named(identity: string): AnyAggregate | undefined {
    return this.byIdentity.get(identity);
  }
  /** The categories of those that have an audience of their own. */
  withAudience(): readonly string[] {
    return [...this.byCategory].filter(([, it]) => it.audience).map(([category]) => category);
  }
  /** The aggregates with an audience of their own whose events a read model tells: it is served as they say. */
  askedFor({ on }: { readonly on: object }): readonly AnyAggregate[] {
    let found = this.asked.get(on);
    if (!found) {
      const types = Object.keys(on);
      found = [...this.byCategory.values()].filter(
        ({ audience, decider }) =>
          audience && types.some((it) => Object.hasOwn(decider.events as object, it)),
      );
      this.asked.set(on, found);
    }
    return found;
  }
  [Symbol.iterator](): Iterator<AnyAggregate> {
    return this.byCategory.values();
  }
}
