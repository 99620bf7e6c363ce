import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contexts, type Platform } from '#composition';
import { importLog, likenessOf, verifyExport, writeExport } from '#contracts';
import { type EventStore, CommandHandling, ORIGIN, type Recorded, SystemClock } from '#eventing';
import { PostgresReadings, ProjectionRunner, verifyProjection } from '#projections';
import { MemoryEventStore } from '#testing';
import { houseAtHand } from '../../apps/cli/src/house-at-hand.js';
import { run } from '../../apps/cli/src/program.js';
import { quiet, settled, Wavering } from '../demonstration/wavering.js';

/** The logs that an export is taken into, each beside the read models of a database that is new. */
const stands: Readonly<Record<string, (house: Platform) => EventStore>> = {
  PostgreSQL: ({ store }) => store,
  memory: () => new MemoryEventStore(),
};

const days = ['2024-10-01', '2024-12-31', '2025-03-31', '2025-07-21'] as const;
const projections = contexts.flatMap((it) => it.projections);
const processes = contexts.flatMap((it) => it.processes);
const home = mkdtempSync(join(tmpdir(), 'groundswell-moving-'));
const folder = join(home, 'area-log');
const clock = new SystemClock();

/** What the read models of a log say now and as of some days, when everything that follows the log has seen it. */
interface Told {
  readonly now: Record<string, unknown>;
  readonly past: Record<string, unknown>;
  readonly verified: readonly boolean[];
  readonly events: readonly Recorded[];
}

async function toldBy(house: Platform, store: EventStore): Promise<Told> {
  const handling = new CommandHandling(store, clock, house.aggregates, house.tagsOf);
  const around = { ...house, store, handling, projections, processes, log: quiet };
  const runner = new ProjectionRunner(around);
  const readings = new PostgresReadings({ ...house, store, checkpoints: runner.checkpoints });
  try {
    await settled({ ...house, store, runner, readings });
    const now: Record<string, unknown> = {};
    const past: Record<string, unknown> = {};
    const verified: boolean[] = [];
    for (const projection of projections) {
      const all = { scope: 'all', filters: {}, limit: 1_000 } as const;
      now[projection.name] = (await readings.list(projection, all)).value;
      for (const day of days) {
        const at = await readings.pointInTimeOf(day, 'recorded');
        const { value } = await readings.list(projection, { ...all, at });
        past[`${projection.name} on ${day}`] = value;
      }
      verified.push((await verifyProjection({ store, pool: house.pool, projection })).ok);
    }
    return { now, past, verified, events: await store.readAll(ORIGIN) };
  } finally {
    await runner.stop();
  }
}

/** An event, wherever it stands in its log. */
const placeless = ({ position: _, ...event }: Recorded) => event;

let source: Wavering;
let told: Told;

beforeAll(async () => {
  source = await Wavering.empty();
  await source.load();
  told = await source.within((house) => toldBy(house, house.store));
  await source.within(async ({ store }) =>
    writeExport({ store, folder, extent: { upTo: await store.head() } }),
  );
}, 180_000);
afterAll(async () => {
  rmSync(home, { recursive: true });
  await source.remove();
});

describe('the demonstration log', () => {
  it('has something to tell, now and on each day', () => {
    expect(told.events.length).toBeGreaterThan(400);
    expect(new Set(told.verified)).toEqual(new Set([true]));
    const pages = Object.values({ ...told.now, ...told.past }) as {
      rows: unknown[];
      next?: string;
    }[];
    expect(pages.filter((it) => it.rows.length > 0).length).toBeGreaterThan(projections.length * 3);
    expect(pages.filter((it) => it.next !== undefined)).toEqual([]);
  });

  it('holds its chain when everybody in the register is forgotten', async () => {
    await source.within(async ({ pool, store }) => {
      await pool.query('begin; delete from register.notes; delete from register.people; commit');
      const manifest = await verifyExport(folder);
      expect(await likenessOf(store, folder, manifest)).toEqual({
        same: told.events.length,
        head: manifest.chain.head,
      });
    });
  });
});

describe.each(Object.entries(stands))('moved to a log in %s', (_, open) => {
  let target: Wavering;
  let moved: Told;

  beforeAll(async () => {
    target = await Wavering.empty();
    moved = await target.within(async (house) => {
      const store = open(house);
      await importLog({ store, folder, clock });
      return toldBy(house, store);
    });
  }, 120_000);
  afterAll(() => target.remove());

  it('is the same events in the same order, and one that says whence they came', () => {
    const copied = moved.events.slice(0, told.events.length);
    expect(copied.map(placeless)).toEqual(told.events.map(placeless));
    // nothing more: the processes, which went over it again, found everything done
    expect(moved.events.slice(told.events.length)).toMatchObject([{ type: 'LogImported' }]);
  });

  it('has the same rows in every read model, and every one verifies', () => {
    expect(moved.now).toEqual(told.now);
    expect(moved.verified).toEqual(projections.map(() => true));
  });

  it('answers the same as of each day', () => {
    expect(moved.past).toEqual(told.past);
  });
});

describe('the guide', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/guides/moving-a-log.md'), 'utf8');
  const blocks = [...page.matchAll(/^```(sh|bash|python)\n(.*?)^```$/gms)].map(
    ([, language = '', text = '']) => ({ language, text }),
  );

  /** One command line of the guide, in the home of its files. */
  async function typed(line: string, { config }: Wavering): Promise<string> {
    let said = '';
    const [, ...words] = line.split(' ');
    const code = await run(
      words.map((it) => (it.startsWith('area-') ? join(home, 'guide', it) : it)),
      {
        nodeVersion: process.versions.node,
        settings: () => config,
        out: (text) => (said += text),
        err: (text) => (said += text),
        interrupted: new AbortController().signal,
        sign: () => Promise.reject(new Error('not asked for')),
        open: () => houseAtHand(config),
      },
    );
    if (code !== 0) throw new Error(`${line}: exit code ${code}: ${said}`);
    return said;
  }

  it('can be followed from its first line to its last', async () => {
    const target = await Wavering.empty();
    const said: string[] = [];
    let at = source;
    try {
      for (const { language, text } of blocks) {
        const cwd = join(home, 'guide');
        if (language === 'bash') said.push(execFileSync('bash', ['-c', text], { cwd }).toString());
        else if (language === 'python')
          said.push(execFileSync('python3', ['-c', text], { cwd }).toString());
        else
          for (const line of text.trim().split('\n')) {
            if (line.startsWith('groundswell events import')) at = target;
            // the guide has the operator start the platform, which builds the read models
            if (line === 'groundswell projections verify') await target.within(settled);
            said.push(await typed(line, at));
          }
      }
      expect(await target.load()).toBeUndefined();
      expect(await target.events()).toHaveLength(told.events.length + 1);
    } finally {
      await target.remove();
    }
    const all = said.join('\n');
    const { chain } = await verifyExport(folder);
    expect(all).toContain(`its chain ends in ${chain.head}: keep this where nobody can change it`);
    expect(all).toContain('events.ndjson: OK');
    expect(all).toContain(`${told.events.length} events, whose chain ends in ${chain.head}`);
    expect(all).toContain('is how the log still begins');
    expect(all).toContain('names, contacts and narratives are no part of a log');
  }, 180_000);
});
