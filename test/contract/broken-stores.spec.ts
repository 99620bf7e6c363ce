import { describe, expect, it } from '@jest/globals';
import type { EventStore } from '#eventing';
import { brokenStores } from './broken-stores.js';
import { promise } from './event-store.contract.js';
import type { Stand } from './stand.js';
import { Wrapped } from './wrapped.js';

const standOf = (Store: new () => EventStore): Stand => {
  const store = new Store();
  return {
    store,
    elsewhere: store,
    otherLog: new Store(),
    newLog: (openers) => newLog(Store, openers),
    interrupt: () => Promise.resolve(),
    patience: 400,
    close: () => Promise.resolve(),
  };
};

const newLog = (Store: new () => EventStore, openers: number) => {
  const store = new Store();
  const stores = Array.from({ length: openers }, () => store);
  return Promise.resolve({ stores, close: () => Promise.resolve() });
};

describe('the promises can fail', () => {
  it.each(brokenStores)('%s is broken by a store that %s', async (number, _, Store) => {
    const { check } = promise(number);
    await check(standOf(Wrapped));
    const outcome = await check(standOf(Store)).then(
      () => 'kept',
      (error: unknown) => (error as Error).name,
    );
    expect(outcome).toMatch(/^(AssertionError|Conflict)$/);
  });
});
