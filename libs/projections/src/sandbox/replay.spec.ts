import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnyProjection } from '#eventing';
import type { PointInTime } from '#read-model';
import {
  type ProjectionsHouse,
  projectionsHouse,
  tableOf,
} from '../../../../test/support/projections-house.js';
import {
  cancelled,
  made,
  opened,
  planned,
  schoolMonths,
  tagged,
  visits,
  visitsAs,
} from '../../../../test/support/visits.js';
import { compareSandbox } from './compare.js';
import { replayInto, type ReplayProgress } from './replay.js';
import { becomeSandboxRole } from './sandbox-role.js';
import { MARK } from './sandbox-name.js';

let house: ProjectionsHouse;
let middle: PointInTime;
let end: PointInTime;

const at = (upTo: string, clock: PointInTime['clock'] = 'recorded', day = '9999-12-31') =>
  ({ asked: upTo, upTo, clock, day }) as PointInTime;

const replay = (
  into: string,
  moment: PointInTime,
  more: Partial<Parameters<typeof replayInto>[0]> = {},
) =>
  replayInto({
    ...house,
    projections: [visits, schoolMonths],
    moment,
    into,
    program: '1.2.3',
    ...more,
  });

async function rows(table: string): Promise<object[]> {
  const found = await house.pool.query<object>(`select * from ${table} order by key`);
  return found.rows;
}

/** What whoever runs leaves as it is: leases and signs of life are renewed, whatever we do. */
const STEADY: Readonly<Record<string, string>> = {
  'house.followers': 'name, version, position, live',
  'house.runners': 'owner, followers',
};

/** Everything in the database that is no sandbox, in a form that any change shows in. */
async function everything(): Promise<unknown> {
  const { rows: tables } = await house.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('house', 'journal', 'projection', 'register', 'public') order by 1`,
  );
  const all: unknown[] = [];
  for (const { name } of tables) {
    const columns = STEADY[name] ?? '*';
    const { rows: found } = await house.pool.query<{ hash: string }>(
      `select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as hash
       from (select ${columns} from ${name}) t`,
    );
    all.push([name, found[0]?.hash]);
  }
  return all;
}

beforeAll(async () => {
  house = await projectionsHouse();
  const runner = await house.run([visits, schoolMonths]);
  middle = at(
    await house.tell(planned('v1'), planned('v2', '137260'), made('v1', 2), tagged('v1', 'maths')),
  );
  end = at(
    await house.tell(
      cancelled('v2', '137260'),
      made('v1', 3.5, '139402', '2025-11-03'),
      opened('v1'),
      planned('v3'),
    ),
  );
  for (const it of [visits, schoolMonths, { name: 'house.tags' }])
    await runner.waitFor(it.name, end.upTo, 10_000);
});
afterAll(() => house.close());

describe('a sandbox', () => {
  it('at the end of the log holds what the live tables hold, under the names of the schema read', async () => {
    const done = await replay('now', end);
    expect(done).toEqual({
      schema: 'now',
      position: end.upTo,
      events: 8,
      models: [
        { projection: 'tests.visits', version: 1 },
        { projection: 'tests.school-months', version: 1 },
      ],
    });
    expect(await rows('now.visits')).toEqual(await rows('read.visits'));
    expect(await rows('now.school_months')).toEqual(await rows('read.school_months'));
  });

  it('at an earlier position holds what was known then', async () => {
    await replay('earlier', middle);
    expect(await rows('earlier.visits')).toMatchObject([
      { key: 'visit:v1', longest_hours: 2, tags: ['maths'] },
      { key: 'visit:v2', made: false },
    ]);
  });

  it('on the other clock leaves out what happened later', async () => {
    await replay('until_october', at(end.upTo, 'occurred', '2025-10-31'));
    expect(await rows('until_october.visits')).toMatchObject([
      { key: 'visit:v1', longest_hours: 2, scope: ['urn:139402', 'public'] },
      { key: 'visit:v2' },
      { key: 'visit:v3' },
    ]);
  });

  it('says what it is', async () => {
    await replay('labelled', middle);
    const { rows: label } = await house.pool.query('select * from labelled.replay');
    expect(label).toEqual([
      {
        log_id: await house.store.logId(),
        asked: middle.upTo,
        clock: 'recorded',
        day: '9999-12-31',
        position: middle.upTo,
        program: '1.2.3',
        made_on: house.clock.now(),
      },
    ]);
  });

  it('holds the same however the log is cut and whatever is kept in memory', async () => {
    const narrow: AnyProjection = visitsAs('narrow');
    await replay('whole', end, { projections: [narrow] });
    await replay('cut', end, { projections: [narrow], eventsARead: 1, room: 1 });
    expect(await rows('cut.narrow')).toEqual(await rows('whole.narrow'));
    expect(await rows('cut.narrow')).toHaveLength(2);
  });

  it('replaces an earlier one, which stays until the new one is whole', async () => {
    await replay('again', middle);
    const interrupt = new AbortController();
    const stopped = replay('again', end, {
      eventsARead: 2,
      onProgress: ({ events }) => events >= 4 && interrupt.abort(),
      signal: interrupt.signal,
    });
    await expect(stopped).rejects.toThrow('interrupted: again is as it was before');
    expect(await rows('again.visits')).toHaveLength(2);
    expect(await schemas('again%')).toEqual(['again']);
    await replay('again', end);
    expect(await rows('again.visits')).toEqual(await rows('read.visits'));
    expect(await schemas('again%')).toEqual(['again']);
  });

  it('takes the place of one whose program was killed', async () => {
    await house.pool.query('create schema killed__building');
    await house.pool.query(`comment on schema killed__building is '${MARK}'`);
    await house.pool.query('create table killed__building.visits ()');
    await replay('killed', middle);
    expect(await schemas('killed%')).toEqual(['killed']);
  });

  it('tells how far it is', async () => {
    const told: ReplayProgress[] = [];
    await replay('told', end, { eventsARead: 3, onProgress: (it) => told.push(it) });
    expect(told.map(({ events, of }) => [events, of])).toEqual([
      [3, 8],
      [6, 8],
      [8, 8],
    ]);
    expect(told.at(-1)).toMatchObject({ secondsLeft: 0 });
    expect(told.every((it) => it.rate > 0)).toBe(true);
  });

  it('leaves nothing when an event cannot be folded, and names it', async () => {
    const broken = visitsAs('broken', {
      on: {
        ...visits.on,
        VisitTagged: () => {
          throw new Error('no such tag');
        },
      },
    });
    await expect(replay('broken', end, { projections: [broken] })).rejects.toThrow(
      /tests.broken cannot fold VisitTagged .*no such tag/,
    );
    expect(await schemas('broken%')).toEqual([]);
  });
});

describe('the name of a sandbox', () => {
  it.each(['read', 'projection', 'house', 'journal', 'register', 'public', 'pg_catalog'])(
    'is not %s',
    async (into) => {
      await expect(replay(into, end)).rejects.toThrow('belongs to the house or to PostgreSQL');
    },
  );

  it.each(['Report', '1st', 'a-b', 'a"b', 'a b', 'a;drop', '', 'a'.repeat(41), 'é'])(
    'is not %p',
    async (into) => {
      await expect(replay(into, end)).rejects.toThrow('cannot be a sandbox: give a name of small');
    },
  );

  it('is not that of a schema which somebody else made', async () => {
    await house.pool.query('create schema theirs; create table theirs.kept (it int)');
    await expect(replay('theirs', end)).rejects.toThrow('is there and no earlier sandbox');
    expect(await schemas('theirs%')).toEqual(['theirs']);
    await house.pool.query('select it from theirs.kept');
  });

  it('is that of one builder at a time', async () => {
    let other: Promise<string> | undefined;
    // it reads on only once that one was answered
    const store = new Proxy(house.store, {
      get: (its, name) => {
        const part: unknown = Reflect.get(its, name);
        if (name !== 'readAll')
          return typeof part === 'function' ? (part.bind(its) as unknown) : part;
        return async (...asked: Parameters<typeof its.readAll>) => {
          other ??= replay('shared', end).then(() => 'built', String);
          await other;
          return its.readAll(...asked);
        };
      },
    });
    await replay('shared', end, { store });
    expect(await other).toContain('somebody is building it');
  });
});

describe('side effects of a replay', () => {
  it('are none: nothing outside the sandbox changes', async () => {
    const before = await everything();
    await replay('harmless', end);
    expect(await everything()).toEqual(before);
  });

  it('are refused by the database to the role that writes it, whatever it tries', async () => {
    await replay('tried', end);
    const client = await house.pool.connect();
    try {
      await becomeSandboxRole(client);
      for (const sql of [
        `insert into journal.events select * from journal.events`,
        `update journal.head set position = 0`,
        `update house.followers set position = ''`,
        `delete from ${tableOf(visits)}`,
        `insert into house.days values ('2025-01-01', 'a', 'b')`,
        `create table read.more (it int)`,
        `create schema more`,
        `drop schema read cascade`,
        // not even a sandbox that is finished
        `delete from tried.visits`,
      ])
        await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
    } finally {
      client.release(true);
    }
  });

  it('cannot come of a fold, which is given a log that it can only read', async () => {
    const { readerOf } = await import('./read-log.js');
    expect(Object.keys(readerOf(house.store))).toEqual(['readAll']);
  });
});

describe('a sandbox beside the live rows', () => {
  const compare = (
    into: string,
    moment: PointInTime,
    projections: readonly AnyProjection[] = [visits],
  ) =>
    compareSandbox({
      ...{ pool: house.pool, projections, into },
      ...{ clock: moment.clock, position: moment.upTo },
    });

  it('is equal at the live position', async () => {
    await replay('equal', end);
    expect(await compare('equal', end)).toEqual([
      {
        ...{ projection: 'tests.visits', version: 1, livePosition: end.upTo, sameMoment: true },
        ...{ rows: 2, added: 0, removed: 0, changed: 0, first: [] },
      },
    ]);
  });

  it('of another moment says how many rows came, went and changed, and names the columns', async () => {
    await replay('differs', middle);
    const [visit] = await compare('differs', middle);
    expect(visit).toMatchObject({ sameMoment: false, rows: 2, added: 1, removed: 1, changed: 1 });
    expect(visit?.first.map(({ key, columns }) => [key, columns.length])).toEqual([
      ['visit:v1', 4],
      ['visit:v2', 9],
      ['visit:v3', 9],
    ]);
    expect([...visit!.first[0]!.columns].sort()).toEqual([
      'hours_by_day',
      'longest_hours',
      'scope',
      'times_made',
    ]);
    expect(visit?.first[1]).toMatchObject({ live: null, sandbox: { urn: '137260' } });
  });

  it('shows a live row that was tampered with', async () => {
    await replay('honest', end);
    await house.pool.query(`update ${tableOf(visits)} set urn = '1' where key = 'visit:v3'`);
    const [visit] = await compare('honest', end);
    await house.pool.query(`update ${tableOf(visits)} set urn = '139402' where key = 'visit:v3'`);
    expect(visit).toMatchObject({ sameMoment: true, changed: 1 });
    expect(visit?.first).toMatchObject([{ key: 'visit:v3', columns: ['urn'] }]);
  });

  it('has rows that are all new where nothing is live yet', async () => {
    const unborn = visitsAs('unborn');
    await replay('future', end, { projections: [unborn] });
    const [it] = await compare('future', end, [unborn]);
    expect(it).toMatchObject({ sameMoment: false, rows: 2, added: 2, removed: 0, changed: 0 });
    expect(it).not.toHaveProperty('livePosition');
  });
});

async function schemas(like: string): Promise<string[]> {
  const { rows: found } = await house.pool.query<{ name: string }>(
    'select nspname as name from pg_namespace where nspname like $1',
    [like],
  );
  return found.map((it) => it.name);
}
