import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contexts, openPlatform, type Platform } from '#composition';
import {
  type AnyProjection,
  londonDay,
  type Projection,
  type Recorded,
  type Row,
  SystemClock,
} from '#eventing';
import { replayInto } from '#projections';
import { columnsOf } from '#read-model';
import { rowsOf } from '#testing';
import { quiet, settled, Wavering } from './wavering.js';

/**
 * Every read model of the house at moments drawn from the demonstration area's year, on both clocks: what past lists,
 * past rows, provenance and a sandbox say is what folding the events one after the other says. `PAST_SEED` draws others.
 */
const seed = Number(process.env['PAST_SEED'] ?? 20_250_331);
const POSITIONS = 4;
const DAYS = 4;
const KEYS = 4;

const projections: readonly AnyProjection[] = contexts.flatMap((it) => it.projections);

/** Numbers below `n`, the same for the same seed. */
function drawn(): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

let wavering: Wavering;
let house: Platform;
let events: readonly Recorded[];
const pasts: { asked: string; clock: 'recorded' | 'occurred'; counts: readonly Recorded[] }[] = [];

beforeAll(async () => {
  wavering = await Wavering.empty();
  await wavering.load();
  events = await wavering.events();
  house = await openPlatform(wavering.config, new SystemClock(), quiet);
  await settled(house);
  const draw = drawn();
  // what is reserved is used in the same breath, so a moment in between is not left to chance
  const reserved = events.filter((it) => it.type === 'DaysReserved');
  for (let nth = 0; nth <= POSITIONS; nth++) {
    const among = nth === 0 ? reserved : events;
    const last = among[draw(among.length)]!;
    const known = events.filter((it) => it.position <= last.position);
    const day = londonDay(last.recordedOn);
    pasts.push({ asked: last.position, clock: 'recorded', counts: known });
    pasts.push({ asked: last.position, clock: 'occurred', counts: trueBy(day) });
  }
  for (let nth = 0; nth < DAYS; nth++) {
    const day = events[draw(events.length)]!.occurredOn;
    const known = events.filter((it) => londonDay(it.recordedOn) <= day);
    pasts.push({ asked: day, clock: 'recorded', counts: known });
    pasts.push({ asked: day, clock: 'occurred', counts: trueBy(day) });
  }
}, 180_000);
afterAll(async () => {
  await house.close();
  await wavering.remove();
});

const trueBy = (day: string) => events.filter((it) => it.occurredOn <= day);

/** Rows after these events, in key order, by a fold that knows nothing of identities, tables or batches. */
function folded(projection: AnyProjection, counts: readonly Recorded[]): Row[] {
  const rows = Object.values(rowsOf(projection as Projection, ...counts));
  return rows.sort((a, b) => (a.key < b.key ? -1 : 1)).map(plain);
}

/** As JSON has it, without what is null: a column that a fold leaves out is null once it is stored. */
const plain = (row: object): Row =>
  Object.fromEntries(
    Object.entries(JSON.parse(JSON.stringify(row)) as object).filter(([, it]) => it !== null),
  ) as unknown as Row;

const camelled = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
      value as unknown,
    ]),
  );

describe(`at moments drawn by ${seed}`, () => {
  it.each(projections.map((it) => [it.name, it] as const))(
    '%s: lists, rows and provenance are the fold of the events that counted',
    async (_, projection) => {
      const draw = drawn();
      let rows = 0;
      for (const { asked, clock, counts } of pasts) {
        const at = await house.readings.pointInTimeOf(asked, clock);
        const reading = { scope: 'all', at } as const;
        const expected = folded(projection, counts);
        const list = await house.readings.list(projection, { ...reading, filters: {}, limit: 999 });
        expect({ asked, clock, rows: list.value.rows.map(plain) }).toEqual({
          ...{ asked, clock, rows: expected },
        });
        rows += expected.length;
        // those that a tag is looked for by are all that have the value
        for (const { property } of columnsOf(projection.entity).filter((it) => it.names)) {
          const valueOf = (row: Row) => (row as unknown as Record<string, string>)[property];
          const value = expected.map(valueOf).find((it) => it !== undefined);
          if (value === undefined) continue;
          const filters = { [property]: value };
          const narrowed = await house.readings.list(projection, {
            ...reading,
            filters,
            limit: 999,
          });
          expect(narrowed.value.rows.map(plain)).toEqual(
            expected.filter((it) => valueOf(it) === value),
          );
        }
        for (let nth = 0; nth < KEYS && expected.length > 0; nth++) {
          const row = expected[draw(expected.length)]!;
          const { value: one } = await house.readings.one(projection, row.key, reading);
          expect(plain(one as object)).toEqual(row);
          const { value } = await house.readings.provenance(projection, row.key, reading);
          const made = new Set(value?.events.map((it) => it.id));
          const alone = folded(
            projection,
            counts.filter((it) => made.has(it.id)),
          );
          expect(alone.find((it) => it.key === row.key)).toEqual(row);
        }
      }
      // a read model that is empty at all of them would prove nothing
      expect(rows).toBeGreaterThan(0);
    },
    120_000,
  );

  it('a sandbox of all read models is the same fold', async () => {
    const { pool, store, clock: now } = house;
    for (const { asked, clock, counts } of pasts) {
      const moment = await house.readings.pointInTimeOf(asked, clock);
      const what = { pool, store, clock: now, projections, moment, into: 'past', program: 'test' };
      await replayInto(what);
      for (const projection of projections) {
        const { tableName } = house.dataSource.getMetadata(projection.entity);
        const { rows } = await pool.query<{ row: object }>(
          `select to_jsonb(p) as row from past.${tableName} p order by key`,
        );
        expect({
          ...{ asked, clock, model: projection.name },
          rows: rows.map(({ row }) => plain(camelled(row))),
        }).toEqual({
          ...{ asked, clock, model: projection.name },
          rows: folded(projection, counts),
        });
      }
    }
  }, 180_000);
});
