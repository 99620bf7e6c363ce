import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FoldError } from '#read-model';
import { rowsOf } from '#testing';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
  until,
} from '../../../../test/support/projections-house.js';
import { made, planned, tagged, visits, visitsAs } from '../../../../test/support/visits.js';
import { verifyProjection } from '../operating/verify.js';

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

/** A read model that cannot fold the tag `poison`, until that is put right. */
function fragile(name: string) {
  const code = { broken: true };
  const projection = visitsAs(name, {
    on: {
      ...visits.on,
      VisitTagged: (row, { data }) => {
        if (code.broken && data.tag === 'poison') throw new Error('it is poison');
        return row && { ...row, tags: [...row.tags, data.tag] };
      },
    },
  });
  return { code, projection };
}

const verified = (projection: ReturnType<typeof visitsAs>) =>
  verifyProjection({ store: house.store, pool: house.pool, projection });
const idOfTag = async (visit: string, tag: string): Promise<string> =>
  (await eventsOf(house.store)).find(
    (it) => it.stream === `tests.visit-${visit}` && (it.data as { tag?: string }).tag === tag,
  )!.id;

describe('an event that cannot be folded', () => {
  it('waits with all later ones of its row, and every other row goes on', async () => {
    const { code, projection } = fragile('waiting');
    const runner = await house.run([projection]);
    const events = [planned('a'), planned('b'), tagged('a', 'poison'), tagged('b', 'x')];
    const end = await house.tell(...events, made('a', 1), planned('c'));
    expect(await runner.waitFor('tests.waiting', end, 5_000)).toBe(true);
    expect(await house.parked('tests.waiting')).toEqual([
      ['visit:a', 'VisitTagged', 'it is poison'],
      ['visit:a', 'VisitMade', null],
    ]);
    expect(await house.rows(projection)).toMatchObject({
      'visit:a': { tags: [], timesMade: 0 },
      'visit:b': { tags: ['x'] },
      'visit:c': {},
    });
    const mine = runner.status().find((it) => it.name === 'tests.waiting')!;
    expect(mine).toMatchObject({ position: end, lagMs: 0, parkedKeys: 1, lastError: null });
    expect(await verified(projection)).toMatchObject({ ok: true, parked: 1 });

    // what is recorded later waits too, also with another leader
    await runner.stop();
    const next = await house.run([projection]);
    const at = await house.tell(made('a', 2), made('b', 2));
    expect(await next.waitFor('tests.waiting', at, 5_000)).toBe(true);
    expect(await house.parked('tests.waiting')).toHaveLength(3);
    expect(await house.rows(projection)).toMatchObject({ 'visit:b': { timesMade: 1 } });

    // trying again while nothing was put right changes nothing but the count of attempts
    const again = { projection: 'tests.waiting', key: 'visit:a' };
    const still = await house.order({ type: 'ParkedEventsRetried', data: again });
    expect(await next.waitFor('tests.waiting', still, 5_000)).toBe(true);
    expect(await house.parked('tests.waiting')).toHaveLength(3);

    code.broken = false;
    const done = await house.order({ type: 'ParkedEventsRetried', data: again });
    expect(await next.waitFor('tests.waiting', done, 5_000)).toBe(true);
    expect(await house.parked('tests.waiting')).toEqual([]);
    expect(await house.rows(projection)).toEqual(
      rowsOf(projection, ...((await eventsOf(house.store)) as never[])),
    );
    await next.stop();
  });

  it('is told of as such by answers about the past and where a row comes from', async () => {
    const { projection } = fragile('told');
    const readings = await house.readings(projection.entity);
    const runner = await house.run([projection]);
    const at = await house.tell(planned('t'), tagged('t', 'poison'));
    await runner.waitFor('tests.told', at, 5_000);
    const moment = await readings.pointInTimeOf(at, 'recorded');
    const asked = { scope: 'all', at: moment } as const;
    await expect(readings.one(projection, 'visit:t', asked)).rejects.toThrow(FoldError);
    await expect(readings.provenance(projection, 'visit:t', asked)).rejects.toThrow(FoldError);
    await runner.stop();
  });

  it('may be discarded: then every fold leaves it out, of the past, of provenance and of the proof', async () => {
    const { projection } = fragile('discarding');
    const readings = await house.readings(projection.entity);
    const runner = await house.run([projection]);
    const at = await house.tell(planned('d'), tagged('d', 'poison'), tagged('d', 'good'));
    await runner.waitFor('tests.discarding', at, 5_000);
    const eventId = await idOfTag('d', 'poison');
    const data = { projection: 'tests.discarding', key: 'visit:d', eventId, reason: 'A test' };
    const done = await house.order({ type: 'ParkedEventDiscarded', data });
    expect(await runner.waitFor('tests.discarding', done, 5_000)).toBe(true);
    const row = { 'visit:d': { tags: ['good'] } };
    expect(await house.rows(projection)).toMatchObject(row);
    const before = { scope: 'all', at: await readings.pointInTimeOf(at, 'recorded') } as const;
    expect((await readings.one(projection, 'visit:d', before)).value).toMatchObject(row['visit:d']);
    const { value } = await readings.provenance(projection, 'visit:d', before);
    expect(value!.events.map((it) => it.type)).toEqual(['VisitPlanned', 'VisitTagged']);
    // a and t are parked still
    expect(await verified(projection)).toMatchObject({ ok: true });
    await runner.stop();
  });

  it('is tried again up to a position only, when asked so', async () => {
    const { code, projection } = fragile('partly');
    const runner = await house.run([projection]);
    const upTo = await house.tell(planned('u'), tagged('u', 'poison'), made('u', 1));
    const end = await house.tell(made('u', 2));
    await runner.waitFor('tests.partly', end, 5_000);
    code.broken = false;
    const data = { projection: 'tests.partly', key: 'visit:u', upTo };
    const done = await house.order({ type: 'ParkedEventsRetried', data });
    await runner.waitFor('tests.partly', done, 5_000);
    expect(await house.rows(projection)).toMatchObject({
      'visit:u': { tags: ['poison'], timesMade: 1 },
    });
    expect(
      (await house.parked('tests.partly')).filter((it) => String(it).startsWith('visit:u')),
    ).toEqual([['visit:u', 'VisitMade', null]]);
    expect(await verified(projection)).toMatchObject({ ok: true });
    await runner.stop();
  });

  it('waits by its stream where not even its row is known', async () => {
    let broken = true;
    const projection = visitsAs('keyless', {
      key: (event) => {
        if (broken && event.type === 'VisitTagged' && event.data.tag === 'keyless')
          throw new Error('whose is it?');
        return visits.key(event);
      },
    });
    const runner = await house.run([projection]);
    const end = await house.tell(planned('k'), tagged('k', 'keyless'), made('k', 1), planned('l'));
    expect(await runner.waitFor('tests.keyless', end, 5_000)).toBe(true);
    expect(await house.parked('tests.keyless')).toEqual([
      ['tests.visit-k', 'VisitTagged', 'whose is it?'],
      ['tests.visit-k', 'VisitMade', null],
    ]);
    expect(await house.rows(projection)).toMatchObject({ 'visit:k': { tags: [] }, 'visit:l': {} });
    expect(await verified(projection)).toMatchObject({ ok: true, parked: 1 });
    broken = false;
    const data = { projection: 'tests.keyless', key: 'tests.visit-k' };
    const done = await house.order({ type: 'ParkedEventsRetried', data });
    await runner.waitFor('tests.keyless', done, 5_000);
    expect(await house.parked('tests.keyless')).toEqual([]);
    expect(await house.rows(projection)).toMatchObject({
      'visit:k': { tags: ['keyless'], timesMade: 1 },
    });
    await runner.stop();
  });
});

describe('a row that the database refuses', () => {
  it('is found among the others of its batch, and waits alone', async () => {
    const projection = visitsAs('refused');
    const first = await house.run([projection]);
    await first.waitFor('tests.refused', await house.tell(planned('r0')), 5_000);
    await first.stop();
    await house.pool.query(
      `alter table projection.tests_refused_v1 add constraint none_so_long check (longest_hours < 24)`,
    );
    const many = Array.from({ length: 40 }, (_, n) => planned(`r${n}`));
    const more = Array.from({ length: 40 }, (_, n) => made(`r${n}`, n === 17 ? 99 : 1));
    const end = await house.tell(...many, ...more, made('r17', 1));
    const runner = await house.run([projection]);
    expect(await runner.waitFor('tests.refused', end, 10_000)).toBe(true);
    expect(await house.parked('tests.refused')).toEqual([
      ['visit:r17', 'VisitMade', expect.stringContaining('none_so_long')],
      ['visit:r17', 'VisitMade', null],
    ]);
    const rows = (await house.rows(projection)) as Record<string, { timesMade: number }>;
    const unmade = Object.entries(rows).filter(
      ([key, it]) => key.startsWith('visit:r') && !it.timesMade,
    );
    expect(unmade.map(([key]) => key)).toEqual(['visit:r17']);
    expect(await verified(projection)).toMatchObject({ ok: true, parked: 1 });
    await until(() => runner.status().every((it) => it.lastError === null));
    await runner.stop();
  });
});
