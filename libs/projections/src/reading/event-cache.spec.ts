import { beforeEach, describe, expect, it } from '@jest/globals';
import type { NewEvent, Place, Recorded } from '#eventing';
import { MemoryEventStore } from '#testing';
import { EventCache } from './event-cache.js';

const noted = (said: string, nth: number): NewEvent => ({
  id: `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`,
  type: 'Noted',
  data: { said },
  meta: {
    ...{ schemaVersion: 1, occurredOn: '2025-10-01', recordedOn: '2025-10-01T09:00:00.000Z' },
    ...{ actor: { id: 'a', role: 'broker' }, commandId: 'c', correlationId: 'c', causationId: 'c' },
    tags: ['urn:1'],
  },
});

/** A log that counts the places it was asked for. */
class Counted extends MemoryEventStore {
  asked = 0;

  override readEvents(places: readonly Place[]): Promise<Recorded[]> {
    this.asked += places.length;
    return super.readEvents(places);
  }
}

let store: Counted;
let all: Recorded[];
beforeEach(async () => {
  store = new Counted();
  const said = Array.from({ length: 10 }, (_, nth) => noted('x'.repeat(100), nth));
  await store.append('tests.notes-1', said, 'noStream');
  all = await store.readStream('tests.notes-1');
});

describe('events kept between questions', () => {
  it('reads an event once, and answers in the order of the places', async () => {
    const cache = new EventCache(store);
    expect(await cache.at(all.slice(2, 5))).toEqual(all.slice(2, 5));
    expect(await cache.at(all)).toEqual(all);
    expect(await cache.at(all)).toEqual(all);
    expect(store.asked).toBe(10);
  });

  it('keeps no more than there is room for, and the longest unread goes first', async () => {
    const cache = new EventCache(store, 4 * 2_000);
    await cache.at(all.slice(0, 4));
    await cache.at(all.slice(0, 1));
    await cache.at(all.slice(4, 6));
    store.asked = 0;
    expect(await cache.at(all.slice(0, 1))).toEqual(all.slice(0, 1));
    expect(store.asked).toBe(0);
    expect(await cache.at(all)).toEqual(all);
    expect(store.asked).toBe(6);
  });

  it('keeps nothing that is larger than all its room, and answers all the same', async () => {
    const cache = new EventCache(store, 100);
    expect(await cache.at(all)).toEqual(all);
    expect(await cache.at(all)).toEqual(all);
    expect(store.asked).toBe(20);
  });

  it('has none where none stands', async () => {
    const nowhere = { stream: 'tests.notes-9', revision: 3, position: '99' } as unknown as Place;
    expect(await new EventCache(store).at([nowhere])).toEqual([]);
  });
});
