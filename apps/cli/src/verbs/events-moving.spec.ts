import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '#eventing';
import { MemoryEventStore } from '#testing';
import { mingledLog } from '../../../../test/support/mingled-log.js';
import type { House } from '../house.js';
import { run } from '../program.js';

const COUNT = 30;
const home = mkdtempSync(join(tmpdir(), 'groundswell-events-'));
let log: EventStore;

/** One command line over a log, with names in the home of these files. */
async function typed(line: string, store = log, interrupted = new AbortController().signal) {
  let out = '';
  let err = '';
  const code = await run(
    line.split(' ').map((it) => it.replace(/^~/, home)),
    {
      nodeVersion: '20.19.0',
      settings: () => ({
        folder: home,
        production: false,
        eventStore: { kind: 'postgres' },
        auth: { kind: 'demo' },
      }),
      out: (text) => (out += text),
      err: (text) => (err += text),
      interrupted,
      sign: () => Promise.reject(new Error('not asked for')),
      open: async () => ({ log: store, close: async () => undefined }) as unknown as House,
    },
  );
  return { code, out, err };
}

beforeAll(async () => {
  log = await mingledLog(COUNT);
});
afterAll(() => rmSync(home, { recursive: true }));

describe('groundswell events export', () => {
  it('writes a folder, says how far it is on standard error, and prints one document', async () => {
    const { code, out, err } = await typed('events export --into ~/whole --json');
    expect(code).toBe(0);
    const { log: of, events } = JSON.parse(out);
    expect({ of: of.id, count: events.count }).toEqual({ of: await log.logId(), count: COUNT });
    expect(err).toContain(`${COUNT} events written`);
    const manifest = JSON.parse(readFileSync(join(home, 'whole/manifest.json'), 'utf8'));
    expect(JSON.parse(out)).toEqual({ folder: join(home, 'whole'), ...manifest });
  });

  it.each([
    'events export',
    'events export --into ~/none --format xml',
    'events export --into ~/none --as-of tomorrow',
    'events export --into ~/none --as-of 2025-02-30',
    'events verify',
    'events import',
  ])('%s: 2, and nothing is written', async (line) => {
    expect(await typed(line)).toMatchObject({ code: 2, out: '' });
    expect(existsSync(join(home, 'none'))).toBe(false);
  });

  it('is refused where something is', async () => {
    const { code, err } = await typed('events export --into ~/whole');
    expect(code).toBe(1);
    expect(err).toContain('whole is not empty');
  });

  it('ends when it is interrupted, and leaves nothing', async () => {
    const { code } = await typed('events export --into ~/none', log, AbortSignal.abort());
    expect(code).toBe(1);
    expect(existsSync(join(home, 'none'))).toBe(false);
  });
});

describe('groundswell events verify', () => {
  it('is content with an export as it was written, and names the line that is not', async () => {
    const whole = await typed('events verify ~/whole --against-log');
    expect(whole).toMatchObject({ code: 0 });
    expect(whole.out).toContain('is how the log still begins');

    await typed('events export --into ~/harmed');
    const file = join(home, 'harmed/events.ndjson');
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[16] = lines[16]!.replace('broker', 'Broker');
    writeFileSync(file, lines.join('\n'));
    const { code, out } = await typed('events verify ~/harmed --json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, file: 'events.ndjson', line: 17 });
    expect((await typed('events verify ~/harmed')).out).toContain('events.ndjson line 17: ');
  });

  it('compares the head with the one that was noted', async () => {
    const { chain } = JSON.parse(readFileSync(join(home, 'whole/manifest.json'), 'utf8'));
    expect(await typed(`events verify ~/whole --head ${chain.head}`)).toMatchObject({ code: 0 });
    const forged = await typed(`events verify ~/whole --head ${'a'.repeat(64)}`);
    expect(forged.code).toBe(1);
    expect(forged.out).toContain(`ends in ${chain.head}, not in aaaa`);
  });

  it('finds a log that is no longer as it was exported', async () => {
    const shorter = await typed('events verify ~/whole --against-log', await mingledLog(9));
    expect(shorter.code).toBe(1);
    expect(shorter.out).toContain(`the log ends after 9 of the ${COUNT} events`);
  });

  it('says of a table that it has no chain', async () => {
    await typed('events export --into ~/table --format csv');
    const { code, out } = await typed('events verify ~/table');
    expect(code).toBe(1);
    expect(out).toContain('sha256sum --check SHA256SUMS');
  });
});

describe('groundswell events import', () => {
  it('takes an export in, and says that no names came with it', async () => {
    const copy = new MemoryEventStore();
    const { code, out } = await typed('events import ~/whole', copy);
    expect(code).toBe(0);
    expect(out).toContain(`${COUNT} events of log ${await log.logId()}`);
    expect(out).toContain('names, contacts and narratives are no part of a log');
    expect(await typed('events verify ~/whole --against-log', copy)).toMatchObject({ code: 0 });
  });

  it('is refused when the export is broken, or the log not empty', async () => {
    const copy = new MemoryEventStore();
    expect((await typed('events import ~/harmed', copy)).err).toContain('events.ndjson line 17: ');
    expect(await copy.head()).toBe('');
    const { code, err } = await typed('events import ~/whole', await mingledLog(COUNT + 5));
    expect(code).toBe(1);
    expect(err).toContain(`its event ${COUNT + 1} (`);
  });
});
