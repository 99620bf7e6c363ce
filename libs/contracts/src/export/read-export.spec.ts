import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mingledLog } from '../../../../test/support/mingled-log.js';
import { BrokenExport } from './broken-export.js';
import { sumsText } from './files.js';
import { type Manifest, manifestText } from './manifest.js';
import { verifyExport } from './read-export.js';
import { writeExport } from './write-export.js';

const COUNT = 40;
const LINE_FEED = 0x0a;
const home = mkdtempSync(join(tmpdir(), 'groundswell-verify-'));
const folder = join(home, 'export');
const eventsFile = join(folder, 'events.ndjson');
let original: Buffer;
let manifest: Manifest;

const lineFeeds = (bytes: Buffer): number => bytes.filter((it) => it === LINE_FEED).length;

/** The line of the first byte that is not what it was; a line includes its line feed. */
function lineOfDifference(changed: Buffer): number {
  let at = 0;
  while (at < original.length && original[at] === changed[at]) at++;
  return lineFeeds(original.subarray(0, at)) + 1;
}

/** What verifying says of the events as they now are. */
async function verdict(): Promise<string> {
  const outcome = await verifyExport(folder).catch((error: unknown) => error);
  if (!(outcome instanceof BrokenExport)) throw new Error(`not found: ${JSON.stringify(outcome)}`);
  return outcome.message;
}

const linesOf = (bytes: Buffer): Buffer[] => {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, from) + 1;
    lines.push(bytes.subarray(from, end));
    from = end;
  }
  return lines;
};

/** One way to harm a file: what is left of it. Two numbers choose the place, a third the byte. */
const harms: Record<string, (one: number, other: number, byte: number) => Buffer> = {
  'a byte changed': (one, _, byte) => {
    const bytes = Buffer.from(original);
    const at = one % bytes.length;
    bytes[at] = bytes[at] === byte ? byte ^ 1 : byte;
    return bytes;
  },
  'a bit turned': (one, other) => {
    const bytes = Buffer.from(original);
    bytes[one % bytes.length]! ^= 1 << (other % 8);
    return bytes;
  },
  'a byte put in': (one, _, byte) => {
    const at = one % (original.length + 1);
    return Buffer.concat([original.subarray(0, at), Buffer.of(byte), original.subarray(at)]);
  },
  'bytes taken out': (one, other) => {
    const at = one % original.length;
    const to = at + 1 + (other % 300);
    return Buffer.concat([original.subarray(0, at), original.subarray(to)]);
  },
  'the end cut off': (one) => original.subarray(0, one % original.length),
  'a line taken out': (one) => {
    const lines = linesOf(original);
    lines.splice(one % COUNT, 1);
    return Buffer.concat(lines);
  },
  'a line twice': (one, other) => {
    const lines = linesOf(original);
    lines.splice(other % (COUNT + 1), 0, lines[one % COUNT]!);
    return Buffer.concat(lines);
  },
  'two lines changed about': (one, other) => {
    const lines = linesOf(original);
    const [from, to] = [one % COUNT, (one + 1 + (other % (COUNT - 1))) % COUNT];
    [lines[from], lines[to]] = [lines[to]!, lines[from]!];
    return Buffer.concat(lines);
  },
};

beforeAll(async () => {
  const store = await mingledLog(COUNT);
  manifest = await writeExport({ store, folder, extent: { upTo: await store.head() } });
  original = readFileSync(eventsFile);
});
afterAll(() => rmSync(home, { recursive: true }));

describe('an export as it was written', () => {
  it('verifies', async () => {
    writeFileSync(eventsFile, original);
    expect(await verifyExport(folder)).toEqual(manifest);
  });
});

describe('harm to the events', () => {
  it.each(Object.keys(harms))(
    'is found, and its line named: %s',
    async (harm) => {
      const nat = fc.nat(0x7fffffff);
      await fc.assert(
        fc.asyncProperty(nat, nat, fc.nat(255), async (one, other, byte) => {
          const changed = harms[harm]!(one, other, byte);
          fc.pre(!changed.equals(original));
          writeFileSync(eventsFile, changed);
          expect(await verdict()).toMatch(
            new RegExp(`^events\\.ndjson line ${lineOfDifference(changed)}: `),
          );
        }),
        { numRuns: 60 },
      );
    },
    60_000,
  );

  it('is found when the file is not there, or endless', async () => {
    rmSync(eventsFile);
    expect(await verdict()).toBe('events.ndjson: it is not there');
    writeFileSync(eventsFile, Buffer.alloc((16 << 20) + (2 << 20), 0x20));
    expect(await verdict()).toMatch(/^events\.ndjson line 1: it is longer than any event/);
  });
});

describe('harm to the manifest', () => {
  it('is found: any byte of it or of SHA256SUMS', async () => {
    writeFileSync(eventsFile, original);
    for (const name of ['manifest.json', 'SHA256SUMS']) {
      const before = readFileSync(join(folder, name));
      for (let at = 0; at < before.length; at += 7) {
        const changed = Buffer.from(before);
        changed[at]! ^= 4;
        writeFileSync(join(folder, name), changed);
        expect(await verdict()).toMatch(/^manifest\.json: /);
      }
      rmSync(join(folder, name));
      expect(await verdict()).toBe(`${name}: it is not there`);
      writeFileSync(join(folder, name), before);
    }
    expect(await verifyExport(folder)).toEqual(manifest);
  });
});

describe('a forger who makes the chain and the sums anew', () => {
  /** Writes lines with a chain, a manifest and sums that agree with them. */
  function forge(substances: readonly string[], source = manifest.log.source): void {
    let head = '0'.repeat(64);
    const lines = substances.map((it) => {
      head = createHash('sha256').update(head).update(it).digest('hex');
      return `{"chainhash":"${head}","source":"${source}",${it}\n`;
    });
    const bytes = Buffer.from(lines.join(''));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const forged = {
      ...manifest,
      file: { ...manifest.file, bytes: bytes.length, sha256 },
      events: { ...manifest.events, count: lines.length },
      chain: { ...manifest.chain!, head },
    };
    const text = manifestText(forged);
    writeFileSync(eventsFile, bytes);
    writeFileSync(join(folder, 'manifest.json'), text);
    const sum = createHash('sha256').update(text).digest('hex');
    writeFileSync(
      join(folder, 'SHA256SUMS'),
      sumsText({ 'events.ndjson': sha256, 'manifest.json': sum }),
    );
  }
  const substances = () =>
    linesOf(original).map((it) => it.toString().trimEnd().split(',').slice(2).join(','));

  it('is not found, so the head is worth keeping elsewhere', async () => {
    forge(substances().map((it) => it.replace('naïve', 'naive')));
    const { chain } = await verifyExport(folder);
    expect(chain.head).not.toBe(manifest.chain!.head);
  });

  it.each<[string, (lines: string[]) => string[]]>([
    ['line 1: its source is not the log that the manifest names', (it) => it],
    [
      'line 7: it is revision 1 of test.thing-1, where 0 is due',
      (it) => it.filter((_, nth) => nth !== 1),
    ],
    ['line 3: its id is not', (it) => it.with(2, it[2]!.replace(/"id":"[^"]*"/, '"id":"17"'))],
    ['line 3: it has no data', (it) => it.with(2, it[2]!.replace(/"data":\{.*\},"data/, '"data'))],
    ['line 4: its tags is', (it) => it.with(3, it[3]!.replace(/"tags":"[^}]*?\]"/, '"tags":"{}"'))],
    ['line 4: it is not an event', (it) => it.with(3, '"tags":"x')],
    ['line 2: it is not in canonical form', (it) => it.with(1, it[1]!.replace(':', ': '))],
    [
      'line 2: it has an attribute that no event has: zebra',
      (it) => it.with(1, it[1]!.replace(/\}$/, ',"zebra":1}')),
    ],
    ['line 6: it is not an event', (it) => it.with(5, `"data":${'['.repeat(200_000)}`)],
  ])('still cannot write what no log could have: %s', async (says, change) => {
    forge(
      change(substances()),
      says.includes('source') ? 'urn:groundswell:log:another' : undefined,
    );
    expect(await verdict()).toContain(`events.ndjson ${says}`);
  });
});
