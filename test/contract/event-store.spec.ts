import { expect, it } from '@jest/globals';
import { eventStorePromises, promises } from './event-store.contract.js';
import {
  eventStoreDbServer,
  eventStoreDbStand,
  memoryStand,
  postgresStand,
  shapedStand,
} from './stands.js';

it('promises much, and each thing once', () => {
  const numbers = promises.map((it) => it.name.split(' ', 1)[0]);
  expect(new Set(numbers).size).toBe(promises.length);
  expect(promises.length).toBeGreaterThanOrEqual(60);
});

eventStorePromises('the log in memory', memoryStand);
eventStorePromises('the log in the shapes of today', shapedStand);
eventStorePromises('the log on PostgreSQL', postgresStand);
eventStorePromises(`the log on EventStoreDB (${eventStoreDbServer})`, eventStoreDbStand);
