import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Conflict, type Delivery, type EventStore, type Position } from '#eventing';
import { AsAsked, Curtailing, Neighbours, OneByOne, Sparing } from './broken-places.js';
import {
  ByTheClock,
  EarlyMark,
  Forgiving,
  LostWakeup,
  MovedByRefusals,
  Overloading,
  Pattern,
  SharedCopies,
  TornNames,
} from './broken-readers.js';
import { type Following, Wrapped } from './wrapped.js';

class WrongRevision extends Wrapped {
  override async append(...[stream, events, expected]: Parameters<EventStore['append']>) {
    return await super.append(stream, events, expected).catch((error: unknown) => {
      throw error instanceof Conflict ? new Conflict(stream, expected, error.actual + 1) : error;
    });
  }
}

class HalfAnAppend extends Wrapped {
  override async append(...[stream, events, expected]: Parameters<EventStore['append']>) {
    const landed = await super.append(stream, events.slice(0, 1), expected);
    return { ...landed, revision: landed.revision + events.length - 1 };
  }
}

class FailingNeighbours extends Wrapped {
  private poisoned = 0;
  override async append(...[stream, events, expected]: Parameters<EventStore['append']>) {
    const poison = JSON.stringify(events).includes('\\u0000');
    if (poison) this.poisoned++;
    await sleep(1);
    if (this.poisoned > 0) throw new Error('unsupported Unicode escape sequence');
    return await super.append(stream, events, expected);
  }
}

class IgnoredConflict extends Wrapped {
  override append(...[stream, events]: Parameters<EventStore['append']>) {
    return super.append(stream, events, 'any');
  }
}

class LostDuplicate extends Wrapped {
  private readonly seen = new Set<string>();
  override append(...[stream, events, expected]: Parameters<EventStore['append']>) {
    const repeated = events.some((it) => this.seen.has(it.id));
    for (const it of events) this.seen.add(it.id);
    return super.append(stream, events, repeated ? 'any' : expected);
  }
}

class RememberedRefusal extends Wrapped {
  private readonly refused = new Map<string, Conflict>();
  override async append(...[stream, events, expected]: Parameters<EventStore['append']>) {
    const key = events.map((it) => it.id).join();
    const before = this.refused.get(key);
    if (before) throw before;
    return await super.append(stream, events, expected).catch((error: unknown) => {
      if (error instanceof Conflict) this.refused.set(key, error);
      throw error;
    });
  }
}

class IgnoredFilter extends Wrapped {
  override readAll(after: Position, { limit }: { limit?: number } = {}) {
    return super.readAll(after, limit === undefined ? {} : { limit });
  }
}

class Skipping extends Wrapped {
  override async *subscribe(after: Position, options: Following): AsyncGenerator<Delivery> {
    let live = false;
    for await (const delivery of super.subscribe(after, options)) {
      // what arrives between looking and waiting is forgotten, once
      if (live && delivery.kind === 'events') live = false;
      else yield delivery;
      if (delivery.kind === 'caughtUp') live = true;
    }
  }
}

class Repeating extends Wrapped {
  override async *subscribe(after: Position, options: Following): AsyncGenerator<Delivery> {
    const before = (await this.inner.readAll('' as Position)).filter((it) => it.position < after);
    yield* super.subscribe(before.at(-1)?.position ?? ('' as Position), options);
  }
}

class Ending extends Wrapped {
  override async *subscribe(after: Position, options: Following): AsyncGenerator<Delivery> {
    for await (const delivery of super.subscribe(after, options)) {
      yield delivery;
      if (delivery.kind === 'caughtUp') return;
    }
  }
}

class Swap extends Wrapped {
  override async readAll(...args: Parameters<EventStore['readAll']>) {
    const [first, second, ...rest] = await super.readAll(...args);
    return first && second ? [second, first, ...rest] : first ? [first] : [];
  }
}

class Gap extends Wrapped {
  private readonly late = new Set<string>();
  private count = 0;
  override append(...[stream, events, expected]: Parameters<EventStore['append']>) {
    const [slow] = events;
    // as with a sequence: the number is drawn, the commit comes later
    if (slow && this.count++ % 5 === 0) this.late.add(slow.id);
    return super.append(stream, events, expected);
  }
  override async readAll(...args: Parameters<EventStore['readAll']>) {
    await sleep(0);
    return (await super.readAll(...args)).filter((it) => !this.late.delete(it.id));
  }
}

class LateHead extends Wrapped {
  private before = '' as Position;
  override async head() {
    const late = this.before;
    this.before = await super.head();
    return late;
  }
}

class EarlyAcknowledgement extends Wrapped {
  private count = 0;
  override async append(...[stream, events, expected]: Parameters<EventStore['append']>) {
    if (this.count++ % 50 !== 49) return await super.append(stream, events, expected);
    const position = await super.head();
    return { revision: events.length, position };
  }
}

class ChangingId extends Wrapped {
  override logId() {
    return Promise.resolve(randomUUID());
  }
}

/** A store that is broken on purpose, and the number of the promise that tells. */
export const brokenStores: readonly (readonly [string, string, new () => EventStore])[] = [
  ['1.4', 'names a wrong revision', WrongRevision],
  ['1.5', 'stores half an append', HalfAnAppend],
  ['1.9', 'fails neighbours', FailingNeighbours],
  ['1.10', 'ignores conflicts', IgnoredConflict],
  ['1.13', 'cannot spell', TornNames],
  ['1.15', 'hands out what it keeps', SharedCopies],
  ['2.1', 'loses sight of duplicates', LostDuplicate],
  ['2.5', 'remembers refusals', RememberedRefusal],
  ['3.4', 'ignores filters', IgnoredFilter],
  ['3.12', 'takes a category for a pattern', Pattern],
  ['3.19', 'takes anything for a position', Forgiving],
  ['3.22', 'gives more at once than was asked for', Overloading],
  ['3.24', 'loses a wake-up', LostWakeup],
  ['3.27', 'says too early that it caught up', EarlyMark],
  ['3.5', 'skips an event', Skipping],
  ['3.8', 'repeats an event', Repeating],
  ['3.10', 'ends a subscription silently', Ending],
  ['4.1', 'swaps two events', Swap],
  ['4.2', 'shows a gap', Gap],
  ['4.3', 'is late with its head', LateHead],
  ['4.4', 'orders by the clock', ByTheClock],
  ['2.9', 'is moved by refusals', MovedByRefusals],
  ['5.1', 'acknowledges what it loses', EarlyAcknowledgement],
  ['6.1', 'changes its id', ChangingId],
  ['9.1', 'answers with neighbours', Neighbours],
  ['9.1', 'answers in the order of the question', AsAsked],
  ['9.2', 'answers each place by itself', OneByOne],
  ['9.3', 'has no room for many places', Curtailing],
  ['9.5', 'leaves a field out of what it reads lazily', Sparing],
];
