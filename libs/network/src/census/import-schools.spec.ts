import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Aggregates,
  type Appended,
  type Expected,
  CommandHandling,
  newId,
  type NewEvent,
  ORIGIN,
  SetClock,
} from '#eventing';
import {
  MemoryEventStore,
  sampleFile,
  sampleHeader,
  sampleRow,
  sharedData,
  tagsOf,
} from '#testing';
import type { SchoolCommand } from '../school/school.commands.js';
import { schools } from '../school/school.aggregate.js';
import { ImportRefused } from './import-refused.js';
import {
  type ImportProgress,
  type ImportReport,
  importSchools,
  type ImportSchools,
} from './import-schools.adapter.js';

let folder: string;
let store: MemoryEventStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
});
beforeEach(() => {
  store = new MemoryEventStore();
});
afterAll(() => rm(folder, { recursive: true }));

const clock = new SetClock('2025-10-01T11:00:00.000Z');
const handlingOf = (on: MemoryEventStore) =>
  new CommandHandling(on, clock, new Aggregates([schools]), tagsOf);
const written = async (...rows: string[]): Promise<string> => {
  const file = join(folder, `${newId()}.csv`);
  await writeFile(file, sampleFile(...rows));
  return file;
};
const imported = (file: string, options: Partial<ImportSchools> = {}): Promise<ImportReport> =>
  importSchools({ file, handling: handlingOf(store), ...options });
const school = (urn: string, cells: Parameters<typeof sampleRow>[0] = {}) =>
  sampleRow({ urn, laestab: `8${urn}`, school_name: `School ${urn}`, ...cells });
const eventsOf = async (urn: string) =>
  (await store.readStream(`network.school-${urn}`)).map(({ type }) => type);
const nothing = { added: 0, changed: 0, corrected: 0, unchanged: 0, skipped: 0, refused: [] };
const roll = 'headcount of pupils';

describe('importing schools', () => {
  it('adds the schools of a file with their figures', async () => {
    const file = await written(school('900001'), school('900002'));
    expect(await imported(file)).toEqual({
      ...nothing,
      file,
      layout: 'the DfE school-level census file',
      columnsMissing: expect.arrayContaining(['region_code', 'headcount total girls']),
      columnsUnused: [],
      added: 2,
    });
    const [registered, recorded] = await store.readStream('network.school-900002');
    expect(registered).toMatchObject({
      type: 'SchoolRegistered',
      data: { urn: '900002', name: 'School 900002', phase: 'Primary', la: { code: '881' } },
      occurredOn: '2023-01-19',
      actor: { id: 'import', role: 'service' },
      tags: ['urn:900002'],
    });
    expect(recorded).toMatchObject({
      type: 'SchoolContextRecorded',
      data: { figures: { roll: 210, fsm: 12.5, eal: 4.1 } },
      commandId: registered?.commandId,
    });
  });

  it('hears nothing in a column that is absent, and says that it was', async () => {
    const girls = 'headcount total female';
    const rows = (of: (row: string, header: boolean) => string) =>
      [sampleHeader, school('900001')].map((it, nth) => of(it, nth === 0)).join('\r\n');
    const more = join(folder, 'more.csv');
    await writeFile(
      more,
      rows((it, header) => `${it},${header ? `${girls},other` : '101,x'}`),
    );
    expect(await imported(more)).toMatchObject({ added: 1, columnsUnused: ['other'] });
    const fewer = await imported(await written(school('900001')));
    expect(fewer).toMatchObject({ ...nothing, unchanged: 1 });
    expect(fewer.columnsMissing).toContain('headcount total girls');
    expect(await eventsOf('900001')).toEqual(['SchoolRegistered', 'SchoolContextRecorded']);
  });

  it('takes two years of one file as two years', async () => {
    const file = await written(school('900001'), school('900001', { time_period: '202324' }));
    expect(await imported(file)).toMatchObject({ added: 1, changed: 1 });
    expect((await eventsOf('900001')).filter((it) => it === 'SchoolContextRecorded')).toHaveLength(
      2,
    );
  });

  it('changes nothing when the file comes again', async () => {
    const file = await written(school('900001'), school('900002', { [roll]: 'z' }));
    await imported(file);
    const head = await store.head();
    expect(await imported(file)).toMatchObject({ ...nothing, unchanged: 2 });
    expect(await store.head()).toBe(head);
  });

  it('counts what a later file changes, puts right and leaves', async () => {
    await imported(
      await written(school('900001'), school('900002'), school('900003'), school('900004')),
    );
    const later = await written(
      school('900001'),
      school('900002', { school_name: 'Another name' }),
      school('900003', { [roll]: '211' }),
      school('900004', { time_period: '202324' }),
      school('900005'),
      school('', { geographic_level: 'National' }),
      school('900006', { [roll]: 'x9' }),
    );
    expect(await imported(later)).toMatchObject({
      added: 1,
      changed: 2,
      corrected: 1,
      unchanged: 1,
      skipped: 1,
      refused: [{ line: 8, reason: 'headcount of pupils "x9" is no count' }],
    });
    expect(await eventsOf('900002')).toContain('SchoolDetailsRefreshed');
    expect(await eventsOf('900003')).toContain('SchoolContextCorrected');
    expect(await eventsOf('900006')).toEqual([]);
  });

  it('reports a row that a rule refuses, among the others by its line', async () => {
    const act = (command: SchoolCommand) =>
      handlingOf(store).handle(schools, '900001', command, {
        commandId: newId(),
        correlationId: 'c',
        causationId: 'c',
        actor: { id: 'operator', role: 'operator', urns: [] },
        scope: 'all',
        subject: 'either',
      });
    await imported(await written(school('900001', { time_period: '202122' })));
    await act({ type: 'CloseSchool', on: '2022-08-31', reason: 'Closure' });
    const report = await imported(await written(school('900001'), school('900002'), school('1')));
    expect(report).toMatchObject({
      added: 1,
      refused: [
        { line: 2, reason: 'School 900001 closed on 2022-08-31.' },
        { line: 4, reason: 'urn "1" is not of its form' },
      ],
    });
  });

  it('writes nothing of a file that is refused', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => school(String(900_000 + index)));
    const file = await written(...rows, 'cut,off');
    await expect(imported(file)).rejects.toThrow(ImportRefused);
    await expect(imported(file)).rejects.toThrow(`${file}, line 502: it is cut off`);
    await expect(imported(await written(...rows), { largest: 1000 })).rejects.toThrow(
      'more than 1000 bytes',
    );
    expect(await store.head()).toBe(ORIGIN);
  });

  it('says how far it is, once for the check and once for the import', async () => {
    const progress: ImportProgress[] = [];
    const file = await written(school('900001'), school('900002'));
    await imported(file, { onProgress: (it) => progress.push(it) });
    expect(new Set(progress.map(({ phase }) => phase))).toEqual(new Set(['checking', 'importing']));
    const last = progress.at(-1);
    expect(last).toMatchObject({ phase: 'importing', rows: 2, bytes: last?.total });
  });
});

/** A store that holds every append back until it is opened, and may then fail. */
class HeldStore extends MemoryEventStore {
  held = 0;
  private readonly opened: Promise<void>;
  open: () => void = () => undefined;
  constructor(private readonly failure?: Error) {
    super();
    this.opened = new Promise((open) => {
      this.open = open;
    });
  }
  override async append(
    stream: string,
    events: readonly NewEvent[],
    expected: Expected,
  ): Promise<Appended> {
    this.held += 1;
    await this.opened;
    if (this.failure) throw this.failure;
    return super.append(stream, events, expected);
  }
}
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((done) => setImmediate(done));
};

describe('a long import', () => {
  const rows = Array.from({ length: 300 }, (_, index) => school(String(900_000 + index)));
  const totals = Array.from({ length: 15_000 }, () => school('', { geographic_level: 'National' }));

  it('has so many rows under way at a time, and reads no further than it needs to', async () => {
    const file = await written(...rows, ...totals);
    const gate = new HeldStore();
    let progress: ImportProgress | undefined;
    const running = imported(file, {
      handling: handlingOf(gate),
      concurrency: 8,
      onProgress: (it) => {
        progress = it;
      },
    });
    while (gate.held < 8) await turns(1);
    await turns(200);
    expect(gate.held).toBe(8);
    expect(progress).toMatchObject({ phase: 'importing', rows: 0 });
    expect(progress!.bytes).toBeLessThan(progress!.total / 2);
    gate.open();
    expect(await running).toMatchObject({ added: 300, skipped: 15_000 });
  });

  it('ends when the store fails, with its reason', async () => {
    const gate = new HeldStore(new Error('the store is gone'));
    const running = imported(await written(...rows), { handling: handlingOf(gate) });
    gate.open();
    await expect(running).rejects.toThrow('the store is gone');
    expect(gate.held).toBeLessThanOrEqual(64);
  });
});

describe('the real census of Essex', () => {
  const file = sharedData('areas/881-essex/spc_school_level_underlying_2022-23.csv');

  (file ? it : it.skip)('adds 603 schools, once', async () => {
    expect(await imported(file!)).toMatchObject({ ...nothing, added: 603 });
    expect(await imported(file!)).toMatchObject({ ...nothing, unchanged: 603 });
    const [alecHunter] = await store.readStream('network.school-139402');
    expect(alecHunter?.data).toMatchObject({
      name: 'Alec Hunter Academy',
      phase: 'Secondary',
      type: 'Academy sponsor led',
    });
  });
});
