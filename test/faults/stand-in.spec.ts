import { afterAll, beforeAll, describe, it } from '@jest/globals';
import path from 'node:path';
import { EventStoreDbEventStore } from '#journal-eventstoredb';
import { testFolder } from '#testing';
import { RunningStandIn } from '../eventstore-stand-in/running-stand-in.js';
import { RunningPlatform } from '../support/running-platform.js';
import { settle } from './area.js';
import { Judge } from './judge.js';
import { round, ROUND_MS, ROUNDS, someTime } from './rounds.js';

/** The log on EventStoreDB, whose server is killed and comes back with what it had acknowledged. */
let standIn: RunningStandIn;
let platform: RunningPlatform;
let store: EventStoreDbEventStore;
let judge: Judge;
let broker = '';
const times = Array.from({ length: ROUNDS }, (_, index) => index + 1);

beforeAll(async () => {
  standIn = await RunningStandIn.start(path.join(testFolder(), 'log.ndjson'));
  platform = await RunningPlatform.start({
    LOG_LEVEL: 'fatal',
    EVENT_STORE: 'eventstoredb',
    EVENTSTORE_URL: standIn.url,
  });
  broker = await settle(platform);
  store = await EventStoreDbEventStore.open({ url: standIn.url });
  judge = new Judge(store);
}, ROUND_MS);
afterAll(async () => {
  await store.close();
  await platform.remove();
  await standIn.end();
}, ROUND_MS);

describe('nothing is lost, doubled or left behind', () => {
  it.each(times)(
    'when the event store is killed and started again (%i)',
    async () => {
      await round(platform, broker, judge, async () => {
        await standIn.end('SIGKILL');
        await someTime(500);
        await standIn.run();
      });
    },
    ROUND_MS,
  );

  it.each(times)(
    'when the process is killed (%i)',
    async () => {
      await round(platform, broker, judge, async () => {
        await platform.end('SIGKILL');
        await platform.run();
      });
    },
    ROUND_MS,
  );
});
