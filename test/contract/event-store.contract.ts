import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { appending } from './promises/appending.js';
import { enduring } from './promises/enduring.js';
import { following } from './promises/following.js';
import { identity } from './promises/identity.js';
import { inOrder } from './promises/in-order.js';
import { keeping } from './promises/keeping.js';
import { listening } from './promises/listening.js';
import { order } from './promises/order.js';
import { paging } from './promises/paging.js';
import { placed } from './promises/placed.js';
import { reading } from './promises/reading.js';
import { repeating } from './promises/repeating.js';
import { surviving } from './promises/surviving.js';
import type { Stand, StorePromise } from './stand.js';

/** Every promise of an event store, numbered as in design.md, 3. */
export const promises: readonly StorePromise[] = [
  ...appending,
  ...keeping,
  ...repeating,
  ...reading,
  ...paging,
  ...placed,
  ...following,
  ...listening,
  ...enduring,
  ...order,
  ...inOrder,
  ...surviving,
  ...identity,
];

/** The promise with this number. Throws when there is none. */
export function promise(number: string): StorePromise {
  const found = promises.find((it) => it.name.startsWith(`${number} `));
  if (!found) throw new Error(`no promise has the number ${number}`);
  return found;
}

/** Connections that break again and again are found out by waiting, on some servers for seconds each. */
const PROMISE_MS = 120_000;

/** The suite that every event store passes. */
export function eventStorePromises(name: string, makeStand: () => Promise<Stand>): void {
  describe(name, () => {
    let stand: Stand;
    beforeAll(async () => {
      stand = await makeStand();
    });
    afterAll(() => stand.close());
    it.each(promises.map((it) => [it.name, it.check] as const))(
      '%s',
      async (_, check) => {
        await check(stand);
      },
      PROMISE_MS,
    );
  });
}
