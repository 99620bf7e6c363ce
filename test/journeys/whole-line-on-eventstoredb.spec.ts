import { afterAll, beforeAll, expect, it } from '@jest/globals';
import path from 'node:path';
import { testFolder } from '#testing';
import { RunningStandIn } from '../eventstore-stand-in/running-stand-in.js';
import { journeyStore } from '../support/journey-store.js';

/** The whole line again, with the log on EventStoreDB: the stand-in, in a process of its own. */
let standIn: RunningStandIn;

beforeAll(async () => {
  standIn = await RunningStandIn.start(path.join(testFolder(), 'log.ndjson'));
  journeyStore.settings = { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: standIn.url };
}, 180_000);

await import('./whole-line.spec.js');

it('leaves its events on the event store, and says so', async () => {
  const { EventStoreDbEventStore } = await import('#journal-eventstoredb');
  const store = await EventStoreDbEventStore.open({ url: standIn.url });
  const events = await store.readAll('' as never, { filter: { types: ['NeedIdentified'] } });
  expect(events.length).toBeGreaterThan(0);
  await store.close();
});

// after the journey let go of it
afterAll(() => standIn.end());
