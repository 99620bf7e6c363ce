import { describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { Events } from '#analysis';
import type { EventStore, Recorded } from '#eventing';
import { recorded } from '#testing';
import type { ImportReport } from '#network';
import type { House } from './house.js';
import { run } from './program.js';
import type { World } from './world.js';

const events = recorded([
  { type: 'NeedIdentified', data: { needId: 'n1' } },
  { type: 'NeedValidated', data: { needId: 'n1' } },
]) as Recorded[];
const store = {
  readAll: async (after: string, { limit, backwards }: { limit: number; backwards?: boolean }) => {
    const found = events.filter((it) => it.position > after);
    return (backwards ? found.reverse() : found).slice(0, limit);
  },
  head: async () => events.at(-1)!.position,
  logId: async () => 'log-1',
} as unknown as EventStore;
/** An index that has nothing yet: everything is found in the log. */
const unindexed = { query: async () => ({ rows: [] }) } as unknown as pg.Pool;
const imported: ImportReport = {
  file: 'schools.csv',
  layout: 'census',
  ...{ columnsMissing: [], columnsUnused: [] },
  ...{ added: 2, changed: 0, corrected: 0, unchanged: 0, skipped: 0 },
  refused: [],
};
const sound: House = {
  store,
  log: store,
  events: new Events(unindexed, store),
  following: async () => [],
  health: async () => ({
    conditions: [{ state: 'ready' }],
    database: 'writable',
    log: { kind: 'postgres', state: 'writable' },
    head: null,
    followers: [],
  }),
  verify: async () => [{ projection: 'intelligence.open-needs', rows: 3, ok: true }],
  parked: async () => ({ items: [] }),
  trial: async (_, key) => ({ key, settled: 2, waiting: 0, error: null }),
  ask: async () => ({ position: events.at(-1)!.position }),
  importSchools: async (file) => ({ ...imported, file }),
  replay: async ({ into, asOf, clock }) => ({
    ...{ schema: into, position: events[1]!.position, events: 2, models: [], asOf, clock },
  }),
  grantAnalyst: async (role) => ({ role, views: ['read.open_needs'] }),
  dossier: async () => Promise.reject(new Error('not asked for')),
  outlook: async () => Promise.reject(new Error('not asked for')),
  forget: async () => Promise.reject(new Error('not asked for')),
  assertDurable: async () => undefined,
  pendingMigrations: async () => [],
  close: async () => undefined,
};

/** One command line in a house that differs from a sound one: its exit code and what it wrote. */
async function typed(line: string, house: Partial<House> = {}) {
  let out = '';
  let err = '';
  let open = 0;
  const world: World = {
    nodeVersion: '20.19.0',
    settings: () => ({
      folder: import.meta.dirname,
      production: false,
      eventStore: { kind: 'postgres' },
      auth: { kind: 'demo' },
    }),
    out: (text) => (out += text),
    err: (text) => (err += text),
    interrupted: new AbortController().signal,
    sign: async ({ role }) => `signed-for-${role}`,
    open: async () => {
      open += 1;
      return { ...sound, ...house, close: async () => void (open -= 1) };
    },
  };
  const code = await run(line.split(' ').filter(Boolean), world);
  expect(open).toBe(0);
  return { code, out, err };
}

const forget = 'subject forget 0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';

describe('exit codes', () => {
  it.each([
    ['nonsense'],
    ['token'],
    ['token --role king'],
    ['token --role board --urn 12'],
    ['token --role board --partnership tidewater'],
    ['token --role board --ttl 0'],
    ['token --role board --ttl soon'],
    ['token --role board --ttl 400d'],
    ['import schools'],
    ['events tail --limit many'],
    ['events tail --follow --json'],
    ['events tail --ndjson --json'],
    ['events tail --clock sundial'],
    ['events tail --from 2025-02-30'],
    ['events tail --until soon'],
    ['events tail --clock occurred --until 2025-02-03T10:00:00Z'],
    ['events trace'],
    ['analyst grant'],
    ['events show'],
    ['projections list --colour'],
    ['replay --into then'],
    ['replay --as-of 2025-03-31'],
    ['replay --as-of 2025-03-31 --into then --clock heard'],
    ['projections discard a.b need:n1 event-1'],
    ['projections retry a.b'],
    ['subject export Somebody'],
    ['subject forget 0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11'],
    [`${forget} --basis because --requested-by subject`],
    [`${forget} --basis objection --requested-by neighbour`],
    [`${forget} --basis objection --requested-by subject --keep it`],
  ])('groundswell %s: 2, and nothing on standard output', async (line) => {
    const { code, out, err } = await typed(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });

  it('are 1 when something was refused', async () => {
    const refused = [{ line: 7, reason: 'the URN is blank' }];
    const house = { importSchools: async () => ({ ...imported, refused }) };
    const { code, out } = await typed('import schools schools.csv', house);
    expect(code).toBe(1);
    expect(out).toContain('schools.csv:7: the URN is blank');
  });

  it('are 0 when columns were not there, which are named all the same', async () => {
    const columns = { columnsMissing: ['trust', 'opendate'], columnsUnused: [...'abcdefghij'] };
    const house = { importSchools: async () => ({ ...imported, ...columns }) };
    const { code, out } = await typed('import schools schools.csv', house);
    expect(code).toBe(0);
    expect(out).toContain('columns not there, so nothing is said of them: trust, opendate\n');
    expect(out).toContain('columns not used: a, b, c, d, e, f, g, h and 2 more');
  });

  it('are 1 when something is found wrong', async () => {
    const difference = { key: 'need:n1', expected: { severity: 4 }, found: { severity: 3 } };
    const wrong = { projection: 'intelligence.open-needs', rows: 3, ok: false, difference };
    const { code, out } = await typed('projections verify', { verify: async () => [wrong] });
    expect(code).toBe(1);
    expect(out).toContain('differs at need:n1');
  });

  it('are 1 when the store cannot be opened', async () => {
    const house = { verify: async () => Promise.reject(new Error('no such database')) };
    const { code, out, err } = await typed('projections verify --json', house);
    expect({ code, error: JSON.parse(out) as unknown }).toEqual({
      code: 1,
      error: { error: 'no such database' },
    });
    expect(err).toContain('no such database');
  });
});

describe('--json', () => {
  it.each([
    ['token --role broker --partnership * --urn 139402 --json', 'token'],
    ['import schools a.csv --json', 'added'],
    ['events tail --json', 'events'],
    ['events show event-1 --json', 'data'],
    ['events trace correlation --json', 'steps'],
    ['projections list --json', 'projections'],
    ['analyst grant --role ana --json', 'views'],
    ['projections verify --json', 'projections'],
    ['replay --as-of 2025-03-31 --into then --json', 'schema'],
    ['projections parked a.b --json', 'parked'],
    ['projections retry a.b need:n1 --dry-run --json', 'trial'],
    ['projections retry a.b need:n1 --up-to 7 --json', 'position'],
    ['projections discard a.b need:n1 event-1 --reason twice --json', 'position'],
    ['projections rebuild a.b --json', 'position'],
    ['projections cancel a.b --json', 'position'],
    ['doctor --json', 'findings'],
  ])('groundswell %s: one document', async (line, field) => {
    const { code, out } = await typed(line);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toHaveProperty(field);
  });
});

it('signs for partnerships and schools', async () => {
  const id = '0198C9A2-7D1E-7C3A-9F55-3F0F5E6B2A11';
  const { out } = await typed(`token --role broker --partnership ${id} --partnership * --json`);
  expect(JSON.parse(out)).toEqual({
    token: 'signed-for-broker',
    role: 'broker',
    partnerships: [id.toLowerCase(), '*'],
    urns: [],
    ttlSeconds: 43_200,
  });
});

it('says of a token that reaches nothing what to do about it', async () => {
  for (const role of ['broker', 'headteacher', 'operator'])
    expect((await typed(`token --role ${role}`)).err).toBe(
      {
        broker:
          "groundswell: this broker acts for no partnership and sees none: give --partnership ID, or '*' for all\n",
        headteacher:
          'groundswell: this headteacher speaks for no school and sees none: give --urn URN\n',
      }[role] ?? '',
    );
  expect((await typed('token --role chair --urn 139402')).err).toBe('');
});

it('tells progress on standard error only', async () => {
  const house: Partial<House> = {
    importSchools: async (file, progress) => {
      progress('importing', 1234);
      return { ...imported, file };
    },
  };
  const { out, err } = await typed('import schools a.csv --json', house);
  expect(err).toContain('1000 rows');
  expect(JSON.parse(out)).toEqual({ ...imported, file: 'a.csv' });
});

describe('a replay', () => {
  const then = 'replay --as-of 2025-03-31 --into then';
  const compared = {
    ...{ projection: 'intelligence.open-needs', version: 1, rows: 3, sameMoment: false },
    ...{ added: 1, removed: 0, changed: 1 },
    first: [
      { key: 'need:n1', columns: ['severity'], sandbox: { severity: 4 }, live: { severity: 3 } },
      { key: 'need:n2', columns: ['severity'], sandbox: { severity: 4 }, live: null },
    ],
  };
  const comparing = (sameMoment: boolean): Partial<House> => ({
    replay: async (request) => ({
      ...(await sound.replay(request)),
      compared: [{ ...compared, sameMoment }],
    }),
  });

  it('asks for what was typed', async () => {
    const asked: unknown[] = [];
    const house: Partial<House> = {
      replay: async ({ onProgress: _, signal: __, ...request }) => {
        asked.push(request);
        return sound.replay({ ...request, onProgress: _, signal: __ });
      },
    };
    await typed(`${then} --projection a.b --projection c.d --clock occurred --diff`, house);
    expect(asked).toEqual([
      {
        ...{ asOf: '2025-03-31', clock: 'occurred', into: 'then', diff: true },
        projections: ['a.b', 'c.d'],
      },
    ]);
  });

  it('tells how fast it is and how long it takes, on standard error', async () => {
    const house: Partial<House> = {
      replay: async (request) => {
        request.onProgress({ events: 500, of: 2_000, rate: 250, secondsLeft: 6 });
        return sound.replay(request);
      },
    };
    const { err } = await typed(then, house);
    expect(err).toBe('\rreplay: 500 of 2000 events, 250 a second, 6 s left');
  });

  it('names the rows that differ, and the columns', async () => {
    const { code, out } = await typed(`${then} --diff`, comparing(false));
    expect(out).toContain('intelligence.open-needs need:n1 differs in severity');
    expect(out).toContain('intelligence.open-needs need:n2 is not live');
    expect(code).toBe(0);
  });

  it('finds them wrong when both sides are of one moment', async () => {
    const { code, out } = await typed(`${then} --diff`, comparing(true));
    expect(out).toContain('must be equal');
    expect(code).toBe(1);
  });
});

it('reads the other files when one is refused as a whole', async () => {
  const house: Partial<House> = {
    importSchools: async (file) =>
      file === 'a.csv' ? Promise.reject(new Error('cut off')) : { ...imported, file },
  };
  const { code, out } = await typed('import schools a.csv b.csv --json', house);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual([
    { file: 'a.csv', error: 'cut off' },
    { ...imported, file: 'b.csv' },
  ]);
});

it('shows the last events, oldest first', async () => {
  const { out } = await typed('events tail --limit 1');
  expect(out).toMatch(/NeedValidated {2}need-n1@1 {2}by broker broker-1 {2}event-1\n$/);
  expect(out).not.toContain('NeedIdentified');
});

it('shows only what is asked for, as CloudEvents when asked', async () => {
  const { out } = await typed('events tail --ndjson --stream need-n1 --until 2025-10-01');
  expect(JSON.parse(out)).toMatchObject({ specversion: '1.0', type: 'NeedIdentified' });
  expect((await typed('events tail --stream need-n2')).out).toBe('');
  expect((await typed('events tail --identity urn:139402')).out).toBe('');
});

it('prints the tree of what one request caused', async () => {
  const { code, out } = await typed('events trace correlation');
  expect(code).toBe(0);
  expect(out).toMatch(/^command command-0 by broker\n {2}2025.*NeedIdentified {2}need-n1@0/);
  expect(out).not.toContain('broker-1');
  expect((await typed('events trace elsewhere')).code).toBe(1);
});

describe('the doctor', () => {
  it('says what is behind, and that this is not wrong', async () => {
    const house: Partial<House> = {
      following: async () => [
        { name: 'a.b', version: 1, position: events[0]!.position, caughtUp: false },
      ],
    };
    const { code, out } = await typed('doctor', house);
    expect(code).toBe(0);
    expect(out).toMatch(/note +a\.b +behind/);
  });

  it('says in which states the house is, what they mean and what to do', async () => {
    const house: Partial<House> = {
      health: async () => ({
        ...(await sound.health()),
        conditions: [
          { state: 'log-restored', detail: 'the head is 4' },
          { state: 'notifications-full' },
        ],
      }),
    };
    const { code, out } = await typed('doctor', house);
    expect(code).toBe(1);
    expect(out).toMatch(/wrong +state log-restored +The log .*the head is 4.* Restore the log/);
    expect(out).toMatch(/note +state notifications-full/);
  });

  it('says what is wrong and goes on', async () => {
    const house: Partial<House> = {
      assertDurable: async () => Promise.reject(new Error('fsync=off')),
    };
    const { code, out } = await typed('doctor', house);
    expect(code).toBe(1);
    expect(out).toMatch(/wrong +durability +fsync=off/);
    expect(out).toMatch(/fine +log/);
  });
});
