import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Recorded } from '#eventing';
import { rowsOf } from '#testing';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import { made, planned, tagged, visits, visitsAs } from '../../../../test/support/visits.js';
import type { ProjectionRunner } from '../following/runner.js';

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

const VISITS = 4;
const steps = fc.array(
  fc.record({
    visit: fc.nat(VISITS - 1),
    what: fc.constantFrom('poison', 'tag', 'made', 'made', 'retry', 'discard', 'rebuild'),
  }),
  { minLength: 6, maxLength: 14 },
);

/** The events of the log without those that were discarded. */
const without = (events: readonly Recorded[], discarded: ReadonlySet<string>) =>
  events.filter((it) => !discarded.has(it.id)) as never[];
const poisonOf = (event: Recorded): boolean => (event.data as { tag?: string }).tag === 'poison';

let run = 0;

it('rows of healthy keys equal the fold at any time, and every row once the fold is put right', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (told) => {
      const name = `property_${run++}`;
      const code = { broken: true };
      const mine = (visit: number): string => `${name}-${visit}`;
      const projection = visitsAs(name, {
        key: (event) => (event.data.visitId.startsWith(`${name}-`) ? visits.key(event) : []),
        on: {
          ...visits.on,
          VisitTagged: (row, { data }) => {
            if (code.broken && data.tag === 'poison') throw new Error('it is poison');
            return row && { ...row, tags: [...row.tags, data.tag] };
          },
        },
      });
      const runner: ProjectionRunner = await house.run([projection]);
      const about = { projection: projection.name };
      const discarded = new Set<string>();
      await house.tell(...Array.from({ length: VISITS }, (_, n) => planned(mine(n))));
      for (const { visit, what } of told) {
        const key = `visit:${mine(visit)}`;
        switch (what) {
          case 'made':
            await house.tell(made(mine(visit), visit + 1));
            break;
          case 'tag':
          case 'poison':
            await house.tell(tagged(mine(visit), what));
            break;
          case 'retry':
            await house.order({ type: 'ParkedEventsRetried', data: { ...about, key } });
            break;
          case 'rebuild':
            await house.order({ type: 'RebuildRequested', data: { ...about, afresh: false } });
            break;
          case 'discard': {
            const events = await house.store.readStream(`tests.visit-${mine(visit)}`);
            const event = events.find((it) => poisonOf(it) && !discarded.has(it.id));
            if (!event) break;
            discarded.add(event.id);
            const data = { ...about, key, eventId: event.id, reason: 'A test' };
            await house.order({ type: 'ParkedEventDiscarded', data });
          }
        }
      }
      const settle = async () =>
        expect(await runner.waitFor(projection.name, await house.store.head(), 10_000)).toBe(true);
      await settle();
      const events = without(await eventsOf(house.store), discarded) as Recorded[];
      const sick = new Set(events.filter(poisonOf).map((it) => it.tags[0]));
      const healthy = (rows: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(rows).filter(([key]) => !sick.has(key)));
      code.broken = false;
      const whole = rowsOf(projection, ...(events as never[]));
      expect(healthy(await house.rows(projection))).toEqual(healthy(whole));

      for (let visit = 0; visit < VISITS; visit++)
        await house.order({
          type: 'ParkedEventsRetried',
          data: { ...about, key: `visit:${mine(visit)}` },
        });
      await settle();
      expect(await house.rows(projection)).toEqual(whole);
      expect(await house.parked(projection.name)).toEqual([]);
      await runner.stop();
    }),
    { numRuns: 12 },
  );
}, 120_000);
