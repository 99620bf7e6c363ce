import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '#database';
import { benchAppend } from './append.js';
import { benchHttp } from './http.js';
import { machine } from './machine.js';

/**
 * `npm run bench [-- --json]`: ratios measured in one run on one server, each with both absolute figures. They
 * are for reading: no test asserts one.
 */
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const folder = mkdtempSync(path.join(os.tmpdir(), 'groundswell-bench-'));
// the database runs as another account when we are root
chmodSync(folder, 0o711);
const database = await startPostgres({ folder });
try {
  const on = machine();
  say(
    `${on.cpu}, ${on.cores} cores, ${on.memoryGiB} GiB, Node ${on.node}, load ${on.load.toFixed(1)}, commit ${on.commit}`,
  );
  say('appends through the journal beside plain single-row INSERTs ...');
  const append = await benchAppend(database.url);
  await database.stop();
  say('commands over HTTP beside a bare NestJS route with one INSERT ...');
  const http = await benchHttp();
  const report = {
    machine: on,
    append: append.map((it) => ({ unit: 'facts/s', ...it })),
    http: {
      unit: http.unit,
      connections: http.connections,
      command: Math.round(http.command.perSecond),
      bare: Math.round(http.bare.perSecond),
      ratio: Number(http.ratio.toFixed(2)),
      commandMs: { p50: http.command.p50, p99: http.command.p99 },
      bareMs: { p50: http.bare.p50, p99: http.bare.p99 },
    },
  };
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else process.stdout.write(table(report));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function table({
  append,
  http,
}: {
  append: readonly { callers: number; journal: number; insert: number; ratio: number }[];
  http: { command: number; bare: number; ratio: number };
}): string {
  const aims: Record<number, number> = { 1: 0.5, 32: 1.5, 256: 3 };
  const lines = append.map(
    ({ callers, journal, insert, ratio }) =>
      `| append, ${callers} callers | ${Math.round(journal)} facts/s | ${Math.round(insert)} rows/s | ${ratio.toFixed(2)} | ${aims[callers] ?? ''} |`,
  );
  return [
    '| what | ours | baseline | ratio | aim |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
    `| command over HTTP, 32 connections | ${http.command} answers/s | ${http.bare} answers/s | ${http.ratio.toFixed(2)} | 0.5 |`,
    '',
  ].join('\n');
}
