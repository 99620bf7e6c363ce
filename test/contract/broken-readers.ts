import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery, EventStore, Filter, Position } from '#eventing';
import { type Following, Wrapped } from './wrapped.js';

/** Takes a category for a pattern. */
export class Pattern extends Wrapped {
  override async readAll(...[after, options = {}]: Parameters<EventStore['readAll']>) {
    const { category, ...filter } = options.filter ?? {};
    const pattern = new RegExp(`^${category ?? ''}`);
    const all = await super.readAll(after, { ...options, filter });
    return all.filter((it) => pattern.test(it.stream));
  }
}

/** Orders by the time that events say. */
export class ByTheClock extends Wrapped {
  override async readAll(...args: Parameters<EventStore['readAll']>) {
    const all = await super.readAll(...args);
    return all.sort((a, b) => (a.recordedOn < b.recordedOn ? -1 : 1));
  }
}

/** Draws a position before it decides. */
export class MovedByRefusals extends Wrapped {
  private burned = 0;
  override async append(...args: Parameters<EventStore['append']>) {
    try {
      return await super.append(...args);
    } catch (error) {
      this.burned++;
      throw error;
    }
  }
  override async head() {
    const head = BigInt((await super.head()) || 0) + BigInt(this.burned);
    return String(head).padStart(20, '0') as Position;
  }
}

/** Gives as much at once as it likes. */
export class Overloading extends Wrapped {
  override subscribe(after: Position, { batch: _, ...options }: Following) {
    return super.subscribe(after, options);
  }
}

/** Says that it caught up before it looked. */
export class EarlyMark extends Wrapped {
  override async *subscribe(after: Position, options: Following): AsyncGenerator<Delivery> {
    yield { kind: 'caughtUp', position: await this.inner.head() };
    yield* super.subscribe(after, options);
  }
}

/** Takes anything for a position. */
export class Forgiving extends Wrapped {
  override readAll(after: Position, options: { limit?: number; filter?: Filter } = {}) {
    return super.readAll(/^[0-9]*$/.test(after) ? after : ('' as Position), options);
  }
}

/** Knows the letters of English only. */
export class TornNames extends Wrapped {
  override readStream(...[stream, options]: Parameters<EventStore['readStream']>) {
    return super.readStream(stream.normalize('NFKD').replace(/[^ -~]/g, '?'), options);
  }
}

/** Hands out what it keeps. */
export class SharedCopies extends Wrapped {
  private readonly known = new Map<string, Promise<never[]>>();
  override readStream(...[stream, options]: Parameters<EventStore['readStream']>) {
    const known = this.known.get(stream) ?? super.readStream(stream, options);
    this.known.set(stream, known);
    return known;
  }
}

/** Looks, and then waits for what has come meanwhile. */
export class LostWakeup extends Wrapped {
  override async *subscribe(after: Position, options: Following): AsyncGenerator<Delivery> {
    let marks = 0;
    for await (const it of super.subscribe(after, options)) {
      // the third time it waits for what has come already
      if (it.kind === 'events' && marks === 3) await sleep(60_000, undefined, { ref: false });
      if (it.kind === 'caughtUp') marks++;
      yield it;
    }
  }
}
