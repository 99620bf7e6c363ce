import { AsyncLocalStorage } from 'node:async_hooks';

/** Something that waits for its time; `owner` is who set it. */
export interface Timer {
  readonly owner: object;
  due: number;
  readonly run: () => void | Promise<void>;
}

// one for all: each that was ever used costs a little of every promise from then on
const owners = new AsyncLocalStorage<object>();

/**
 * Time that passes only when it is told to. Code that runs within `during` sees it through the global timers and
 * `performance.now`; everything else, the sockets of the database among it, keeps the real ones.
 */
export class VirtualTime {
  /** Milliseconds since the beginning. */
  now = 0;
  private timers: Timer[] = [];
  private inside = false;

  /** Takes the place of the global timers and `performance`; returns how to undo it. */
  takeOver(): () => void {
    const virtual = {
      setTimeout: (run: () => void, ms = 0) => this.set(this.owner(), ms, run),
      clearTimeout: (timer?: Timer) => this.clear(timer),
      setInterval: (run: () => void, ms = 0) => this.repeat(run, ms),
      clearInterval: (timer?: Timer) => this.clear(timer),
    };
    const { performance: clock } = globalThis;
    const undo = Object.entries(virtual).map(([name, inside]) => {
      const real = Reflect.get(globalThis, name) as (...args: unknown[]) => unknown;
      const either = (...args: never[]): unknown =>
        this.inside ? (inside as (...args: never[]) => unknown)(...args) : real(...args);
      return replace(name, either);
    });
    const now = (): number => (this.inside ? this.now : clock.now());
    undo.push(replace('performance', Object.create(clock, { now: { value: now } })));
    return () => undo.forEach((it) => it());
  }

  /** Runs `work` as its owner's and waits until all that it sets off waits for something again. */
  async during(owner: object, work: () => void): Promise<void> {
    if (this.inside) throw new Error('one at a time');
    this.inside = true;
    try {
      owners.run(owner, work);
      await new Promise((settled) => setImmediate(settled));
    } finally {
      this.inside = false;
    }
  }

  /** Sets a timer for an owner. */
  set(owner: object, ms: number, run: Timer['run']): Timer {
    const timer = { owner, due: this.now + Math.max(ms, 1), run, ref: itself, unref: itself };
    this.timers.push(timer);
    return timer;
  }

  /** The earliest timer of each owner, the earliest of all first. */
  next(counts: (owner: object) => boolean): Timer[] {
    const earliest = new Map<object, Timer>();
    for (const timer of this.timers) {
      const known = earliest.get(timer.owner);
      if (counts(timer.owner) && (!known || timer.due < known.due))
        earliest.set(timer.owner, timer);
    }
    return [...earliest.values()].sort((a, b) => a.due - b.due);
  }

  /** Lets time pass until a timer is due, which is none any more. */
  pass(timer: Timer): void {
    this.clear(timer);
    this.now = Math.max(this.now, timer.due);
  }

  /** Takes away every timer of an owner. */
  forget(owner: object): void {
    this.timers = this.timers.filter((it) => it.owner !== owner);
  }

  private repeat(run: () => void, ms: number): Timer {
    const again: Timer = this.set(this.owner(), ms, () => {
      this.timers.push(Object.assign(again, { due: this.now + ms }));
      run();
    });
    return again;
  }

  private clear(timer?: Timer): void {
    this.timers = this.timers.filter((it) => it !== timer);
  }

  private owner(): object {
    const owner = owners.getStore();
    if (!owner) throw new Error('a timer was set by nobody');
    return owner;
  }
}

function itself<T>(this: T): T {
  return this;
}

/** Puts a value in the place of a global one; returns how to undo it. */
function replace(name: string, value: unknown): () => void {
  const real = Object.getOwnPropertyDescriptor(globalThis, name) as PropertyDescriptor;
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  return () => Object.defineProperty(globalThis, name, real);
}
