import { describe, expect, it } from '@jest/globals';
import { Wakeups } from './wakeups.js';

const LONG = 60_000;
const idle = new AbortController().signal;

describe('wake-ups', () => {
  it('reach everybody who waits, and nobody has to wait for news that came before', async () => {
    const wakeups = new Wakeups();
    const seen = wakeups.latest;
    const waiting = [wakeups.after(seen, LONG, idle), wakeups.after(seen, LONG, idle)];
    wakeups.wake();
    await Promise.all(waiting);
    await wakeups.after(seen, LONG, idle);
    expect(wakeups.latest).toBe(seen + 1);
  });

  it('end when the time is over, or when the waiter gives up', async () => {
    const wakeups = new Wakeups();
    await wakeups.after(wakeups.latest, 1, idle);
    const abort = new AbortController();
    const waiting = wakeups.after(wakeups.latest, LONG, abort.signal);
    abort.abort();
    await waiting;
    await wakeups.after(wakeups.latest, LONG, abort.signal);
    expect(wakeups.latest).toBe(0);
  });
});
