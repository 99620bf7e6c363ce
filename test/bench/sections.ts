import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '#database';
import { benchAppend } from './append.js';
import { benchAppendMany } from './append-many.js';
import { benchAsOf } from './as-of.js';
import { benchAsOfBeside } from './as-of-beside.js';
import { benchHttp, type HttpFigures } from './http.js';
import { benchIdle } from './idle-standby.js';
import { benchLag, broadFollowers } from './lag.js';
import { benchPastFlood } from './past-flood.js';
import { benchRebuildMany } from './rebuild-many.js';
import { benchReplay } from './replay.js';
import { benchSteady } from './steady.js';
import { benchTagIndex } from './tag-index.js';

/** A part of the report: what it measures, in a sentence, and how. */
export interface Section {
  readonly says: string;
  readonly measure: () => Promise<unknown>;
}

/** How many events a replay folds, and how often; how many read models are built at once; which build ours stands beside. */
export interface Size {
  readonly events: number;
  readonly rounds: number;
  readonly models: number;
  readonly against?: string | undefined;
}

/** Runs on an embedded server and a folder of its own, durable as in production. */
export async function onServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'groundswell-bench-'));
  // the database runs as another account when we are root
  chmodSync(folder, 0o711);
  const database = await startPostgres({ folder });
  try {
    return await work(database.url);
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every section of the report, by its name there. */
export const sectionsOf = (size: Size): Readonly<Record<string, Section>> => ({
  append: {
    says: 'appends through the journal beside plain single-row INSERTs',
    measure: async () =>
      (await onServer((url) => benchAppend(url))).map((it) => ({ unit: 'events/s', ...it })),
  },
  appendMany: {
    says: 'appends of four events beside COPY',
    measure: async () => ({ unit: 'events/s', ...(await onServer((url) => benchAppendMany(url))) }),
  },
  replay: {
    says: `a replay of ${size.events} events into three read models beside one SQL statement for each`,
    measure: () => onServer((url) => benchReplay(url, size)),
  },
  'tag-index': {
    says: `the index of tags built from ${size.events} events of three tags, and of ten, beside one SQL statement`,
    measure: () => onServer((url) => benchTagIndex(url, size.events)),
  },
  lag: {
    says: 'how long an event takes to stand in every read model, at 1,000 events a second',
    measure: () => onServer((url) => benchLag(url)),
  },
  asOf: {
    says: 'a board of 5,000 events as of a past position',
    measure: () =>
      onServer(async (url) =>
        size.against === undefined
          ? benchAsOf(url)
          : benchAsOfBeside(url, { against: size.against, rounds: size.rounds }),
      ),
  },
  rebuildMany: {
    says: `${size.models} read models built at once from ${size.events} events`,
    measure: () => onServer((url) => benchRebuildMany(url, size)),
  },
  steady: {
    says: 'commands over HTTP for four minutes at 64 connections: the rate and the memory of each minute',
    measure: () => benchSteady(),
  },
  'lag-45-20': {
    says: 'the same with 45 read models and 20 processes',
    measure: () => onServer((url) => benchLag(url, {}, broadFollowers())),
  },
  http: {
    says: 'commands over HTTP beside a bare NestJS route with one INSERT',
    measure: async () => shown(await benchHttp()),
  },
  'http-45-20': {
    says: 'the same with 45 read models and 20 processes',
    measure: async () => shown(await benchHttp('test/bench/broad-platform.js')),
  },
  'past-flood': {
    says: 'how long /livez takes while past lists of 200,000 subjects are refused',
    measure: () => benchPastFlood(200_000),
  },
  'idle-standby': {
    says: 'what an idle process with 45 read models and 20 processes asks of the database',
    measure: benchIdle,
  },
});

const shown = ({ unit, connections, command, bare, ratio }: HttpFigures) => ({
  ...{ unit, connections, command: Math.round(command.perSecond) },
  ...{ bare: Math.round(bare.perSecond), ratio: Number(ratio.toFixed(2)) },
  commandMs: { p50: command.p50, p99: command.p99 },
  bareMs: { p50: bare.p50, p99: bare.p99 },
});
