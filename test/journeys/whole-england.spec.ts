import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { sharedData } from '#testing';
import { RunningPlatform } from '../support/running-platform.js';

/** Every school of England, as an operator imports it: on a stopped store, from the gzipped census. */
const census = sharedData('england/census/spc_school_level_underlying_2022-23.csv.gz');
let platform: RunningPlatform;

beforeAll(async () => {
  platform = await RunningPlatform.start();
  await platform.end('SIGTERM');
}, 180_000);
afterAll(() => platform.remove());

/** Runs an import in a process of its own; how long it took, and the most memory it ever held (Linux only). */
async function imported(file: string) {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    ['dist/apps/cli/src/main.js', 'import', 'schools', file, '--json'],
    {
      env: { ...process.env, GROUNDSWELL_DATA: platform.folder },
    },
  );
  let stdout = '';
  let peakMb = 0;
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.resume();
  const status = `/proc/${String(child.pid)}/status`;
  const look = setInterval(() => {
    if (!existsSync(status)) return;
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1];
    if (peak) peakMb = Number(peak) / 1024;
  }, 50);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(look);
  return {
    code,
    report: JSON.parse(stdout) as unknown,
    seconds: (performance.now() - began) / 1000,
    peakMb,
  };
}

const whenAtHand = census === undefined ? describe.skip : describe;
whenAtHand('the whole of England', () => {
  it('is imported within a minute, in memory that does not grow with the file', async () => {
    const { code, report, seconds, peakMb } = await imported(census ?? '');
    expect({ code, report }).toMatchObject({
      code: 0,
      report: { added: 23_705, changed: 0, refused: [] },
    });
    expect(seconds).toBeLessThan(60);
    expect(peakMb).toBeLessThan(400);
  }, 180_000);

  it('changes nothing when it is imported again, and every read model verifies', async () => {
    const { report } = await imported(census ?? '');
    expect(report).toMatchObject({ added: 0, changed: 0, unchanged: 23_705 });
    await platform.run();
    const operator = await platform.token('operator');
    await platform.eventually(async () => {
      const { body } = await platform.send('GET', '/v1/schools?la=881&limit=200', operator);
      expect(body.items).toHaveLength(200);
    }, 60_000);
    expect(await platform.cli('projections', 'verify', 'network.school-directory')).toMatchObject({
      code: 0,
    });
  }, 240_000);
});
