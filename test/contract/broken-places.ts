import type { Place } from '#eventing';
import { Wrapped } from './wrapped.js';

/** Answers with what stands between, too. */
export class Neighbours extends Wrapped {
  override async readEvents(places: readonly Place[]) {
    const streams = new Set(places.map((it) => it.stream));
    const all = await Promise.all([...streams].map((it) => this.inner.readStream(it)));
    return all.flat().sort((a, b) => (a.position < b.position ? -1 : 1));
  }
}

/** Answers each place by itself. */
export class OneByOne extends Wrapped {
  override async readEvents(places: readonly Place[]) {
    const each = await Promise.all(places.map((it) => super.readEvents([it])));
    return each.flat().sort((a, b) => (a.position < b.position ? -1 : 1));
  }
}

/** Answers in the order of the question. */
export class AsAsked extends Wrapped {
  override async readEvents(places: readonly Place[]) {
    const found = new Map((await super.readEvents(places)).map((it) => [it.position, it]));
    return [...new Set(places.map((it) => it.position))].flatMap((it) => found.get(it) ?? []);
  }
}

/** Has no room for many places. */
export class Curtailing extends Wrapped {
  override readEvents(places: readonly Place[]) {
    return super.readEvents(places.slice(0, 500));
  }
}

/** Reads lazily what it needs itself, and no more. */
export class Sparing extends Wrapped {
  override async readEvents(places: readonly Place[], options: { lazy?: boolean } = {}) {
    const found = await super.readEvents(places);
    return options.lazy ? found.map((it) => ({ ...it, causationId: '' })) : found;
  }
}
