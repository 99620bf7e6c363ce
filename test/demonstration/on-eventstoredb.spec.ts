import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyProjection } from '#projections';
import { contexts } from '../../apps/platform/src/house.js';
import { StandIn } from '../eventstore-stand-in/stand-in.js';
import { settled, Wavering } from './wavering.js';

let standIn: StandIn;
let wavering: Wavering;

beforeAll(async () => {
  standIn = await StandIn.start();
  const settings = { EVENT_STORE: 'eventstoredb', EVENTSTORE_URL: standIn.url };
  wavering = await Wavering.empty(settings);
});
afterAll(async () => {
  await wavering.remove();
  await standIn.close();
});

describe('the demonstration area on EventStoreDB', () => {
  it('is loaded once, and every read model is what its facts say', async () => {
    const ids = await wavering.load();
    expect(ids?.size).toBeGreaterThan(0);
    const facts = await wavering.facts();
    expect(await wavering.load()).toEqual(ids);
    expect(await wavering.facts()).toEqual(facts);
    expect(facts.filter((it) => it.type === 'SchoolRegistered')).toHaveLength(40);

    await wavering.within(async (house) => {
      await settled(house);
      const { store, pool } = house;
      expect(house.storeKind).toBe('eventstoredb');
      for (const projection of contexts.flatMap((it) => it.projections)) {
        const verified = await verifyProjection({ store, pool, projection });
        expect(verified).toMatchObject({ projection: projection.name, ok: true });
      }
      const { rows } = await pool.query('select count(*)::int as facts from journal.facts');
      expect(rows).toEqual([{ facts: 0 }]);
    });
  }, 180_000);
});
