import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contexts, openEdge } from '#composition';
import { verifyProjection } from '#projections';
import { houseAtHand } from '../../apps/cli/src/house-at-hand.js';
import { run } from '../../apps/cli/src/program.js';
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
  it('is loaded once, and every read model is what its events say', async () => {
    const ids = await wavering.load();
    expect(ids?.size).toBeGreaterThan(0);
    const events = await wavering.events();
    expect(await wavering.load()).toEqual(ids);
    expect(await wavering.events()).toEqual(events);
    expect(events.filter((it) => it.type === 'SchoolRegistered')).toHaveLength(40);

    await wavering.within(async (house) => {
      await settled(house);
      const { store, pool } = house;
      expect(house.config.eventStore.kind).toBe('eventstoredb');
      for (const projection of contexts.flatMap((it) => it.projections)) {
        const verified = await verifyProjection({ store, pool, projection });
        expect(verified).toMatchObject({ projection: projection.name, ok: true });
      }
      const { rows } = await pool.query('select count(*)::int as events from journal.events');
      expect(rows).toEqual([{ events: 0 }]);
    });
  }, 180_000);

  it('is examined by the doctor', async () => {
    let out = '';
    const code = await run(['doctor', '--json'], {
      nodeVersion: process.versions.node,
      settings: () => wavering.config,
      out: (text) => (out += text),
      err: () => undefined,
      interrupted: new AbortController().signal,
      sign: () => Promise.reject(new Error('not asked for')),
      open: () => houseAtHand(wavering.config),
    });
    const { findings } = JSON.parse(out) as { findings: { check: string; says: string }[] };
    const log = findings.find((it) => it.check === 'log');
    expect(log?.says).toMatch(/^[0-9a-f-]{36} on eventstoredb up to [0-9]{20}$/);
    // the PostgreSQL of the tests is not durable, for speed
    expect(code).toBe(1);
  }, 60_000);

  it('is healthy while the event store answers, and says so when it does not', async () => {
    await wavering.within(async (house) => {
      await settled(house);
      const app = await openEdge(house);
      await app.listen(0, '127.0.0.1');
      const url = await app.getUrl();
      const health = async () => {
        const answer = await fetch(`${url}/readyz`);
        const { checks } = (await answer.json()) as { checks: Record<string, unknown> };
        return [answer.status, checks.database, checks.log];
      };
      const log = { kind: 'eventstoredb', state: 'writable' };
      expect(await health()).toEqual([200, 'writable', log]);
      await standIn.close();
      expect(await health()).toEqual([503, 'writable', { ...log, state: 'away' }]);
      await app.close();
    });
  }, 60_000);
});
