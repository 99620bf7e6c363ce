import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import iconv from 'iconv-lite';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sampleFile, sampleHeader, sampleRow } from '#testing';
import { type CensusReading, checkCensus, readingsOf } from './census-file.adapter.js';
import { ImportRefused } from './import-refused.js';
import { SourceFile } from './source-file.adapter.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'census-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Both readings of a file of these bytes: what the second yields, or why the first refuses. */
async function readingsFrom(
  bytes: string | Buffer,
  largest?: number,
): Promise<{ encoding: string; readings: CensusReading[] }> {
  const name = join(folder, 'census.csv');
  await writeFile(name, bytes);
  const source = await SourceFile.open(name, largest);
  try {
    const { encoding } = await checkCensus(source, () => undefined);
    const readings: CensusReading[] = [];
    for await (const it of readingsOf(name, source.bytes(), encoding)) readings.push(it);
    return { encoding, readings };
  } finally {
    await source.close();
  }
}
const refusalOf = async (bytes: string | Buffer, largest?: number): Promise<ImportRefused> => {
  const error: unknown = await readingsFrom(bytes, largest).then(
    () => 'taken',
    (it: unknown) => it,
  );
  expect(error).toBeInstanceOf(ImportRefused);
  return error as ImportRefused;
};
const names = (readings: readonly CensusReading[]) =>
  readings.map((it) => (it.kind === 'school' ? it.command.details.name : it.kind));

const [first, second, third] = ['900001', '900002', '900003'].map((urn, index) =>
  sampleRow({ urn, laestab: `881900${index}`, school_name: `School ${urn}` }),
) as [string, string, string];

describe('a census file', () => {
  it('is read row by row, with the line each stands on', async () => {
    const { readings, encoding } = await readingsFrom(sampleFile(first, second));
    expect(encoding).toBe('utf-8');
    expect(names(readings)).toEqual(['School 900001', 'School 900002']);
    expect(readings.map(({ line }) => line)).toEqual([2, 3]);
  });
  it.each([
    ['LF', '\n'],
    ['CR', '\r'],
  ])('may have lines that end with %s', async (_, end) =>
    expect(
      names((await readingsFrom(sampleFile(first, second).replaceAll('\r\n', end))).readings),
    ).toHaveLength(2),
  );
  it('needs no newline at its end', async () =>
    expect(names((await readingsFrom(sampleFile(first, second).trimEnd())).readings)).toEqual([
      'School 900001',
      'School 900002',
    ]));
  it('is read in Windows-1252 and in UTF-8, with its mark or without', async () => {
    const name = 'St John’s École';
    const file = sampleFile(sampleRow({ school_name: name }));
    for (const [bytes, encoding] of [
      [iconv.encode(file, 'win1252'), 'windows-1252'],
      [Buffer.from(file), 'utf-8'],
      [Buffer.from(`\ufeff${file}`), 'utf-8'],
    ] as const)
      expect(await readingsFrom(bytes)).toMatchObject({
        encoding,
        readings: [{ command: { details: { name } } }],
      });
  });
  it('may be packed, whatever its name', async () =>
    expect(names((await readingsFrom(gzipSync(sampleFile(first)))).readings)).toEqual([
      'School 900001',
    ]));
  it('is read by the names of its columns, in any order and with others', async () => {
    const turned = [sampleHeader, first]
      .map((line, index) => [index === 0 ? 'new' : 'x', ...line.split(',').reverse()].join(','))
      .join('\n');
    expect(names((await readingsFrom(turned)).readings)).toEqual(['School 900001']);
  });
  it('counts physical lines: of quoted newlines and of empty ones', async () => {
    const broken = sampleRow({ urn: '900009', school_name: 'St\r\nMary\nSchool' });
    const { readings } = await readingsFrom(
      sampleFile(first, broken, '', second, sampleRow({ urn: '1' }), third),
    );
    expect(names(readings)).toEqual([
      'School 900001',
      'St Mary School',
      'School 900002',
      'refused',
      'School 900003',
    ]);
    expect(readings.map(({ line }) => line)).toEqual([2, 3, 7, 8, 9]);
  });
  it('reports a bad row and reads the others', async () => {
    const { readings } = await readingsFrom(
      sampleFile(
        sampleRow({ urn: 'x' }),
        'only,three,fields',
        `${first},one too many`,
        sampleRow({ urn: '900007', school_name: 'nothing\u0000good' }),
        second,
        second,
        third,
      ),
    );
    expect(readings.filter((it) => it.kind === 'refused')).toEqual([
      { kind: 'refused', line: 2, reason: 'urn "x" is not of its form' },
      { kind: 'refused', line: 3, reason: 'it has 3 fields, the header has 20' },
      { kind: 'refused', line: 4, reason: 'it has 21 fields, the header has 20' },
      {
        kind: 'refused',
        line: 5,
        reason: 'school_name holds a character that cannot be read',
      },
      { kind: 'refused', line: 7, reason: 'school 900002 stands in the file before' },
    ]);
    expect(names(readings)).toContain('School 900003');
  });
  it('keeps a quote in the middle of a cell as it is', async () => {
    const row = sampleRow({ school_name: 'NAME' }).replace('NAME', 'The 6" School');
    expect(names((await readingsFrom(sampleFile(row))).readings)).toEqual(['The 6" School']);
  });
  it('passes over totals and rows without any text', async () => {
    const total = sampleRow({ geographic_level: 'National', urn: '' });
    expect(names((await readingsFrom(sampleFile(first, total, ',,,,', '"",""'))).readings)).toEqual(
      ['School 900001', 'skipped', 'skipped', 'skipped'],
    );
  });
});

describe('a census file is refused', () => {
  const whole = sampleFile(first, second, third);

  it('when its layout is another, naming what is missing', async () => {
    const refusal = await refusalOf('URN,SCHNAME\n139402,Alec Hunter\n');
    expect(refusal.reason).toMatch(
      /not the DfE school-level census file: it has no column time_period, .* and \d+ more/,
    );
    expect(refusal.line).toBe(1);
  });
  it('when it is cut off in its last row, wherever', async () => {
    const start = whole.lastIndexOf('\r\n', whole.length - 3) + 2;
    const last = whole.lastIndexOf(',');
    for (let end = start + 1; end <= last; end++) {
      const refusal = await refusalOf(whole.slice(0, end));
      expect(refusal.line).toBe(4);
      expect(refusal.reason).toMatch(/^it is cut off: its last row has \d+ of 20 fields$/);
    }
  });
  it('when it is cut off in its header, or after it', async () => {
    expect((await refusalOf(sampleHeader.slice(0, -9))).reason).toMatch(
      /not the DfE school-level census file/,
    );
    expect((await refusalOf(`${sampleHeader}\r\n`)).reason).toBe('it has a header and no rows');
  });
  it('when a quote stays open, to its end or into a later row', async () => {
    const open = sampleRow({ urn: '900004', school_name: 'NAME' }).replace('NAME', '"Open');
    const toTheEnd = await refusalOf(sampleFile(first, open, second));
    expect(toTheEnd).toMatchObject({ line: 3, reason: 'a quote is opened here and not closed' });
    const quoted = sampleRow({ urn: '900005', school_name: 'Smith, J' });
    const intoAnother = await refusalOf(sampleFile(first, open, second, quoted, third));
    expect(intoAnother).toMatchObject({ line: 3, reason: 'a quote is opened here and not closed' });
  });
  it('when its gzip stream is broken or cut off, wherever', async () => {
    const packed = gzipSync(sampleFile(first, second, third));
    for (const length of [2, 9, 11, packed.length >> 1, packed.length - 8, packed.length - 1])
      expect((await refusalOf(packed.subarray(0, length))).reason).toMatch(
        /^the gzip stream is broken or cut off/,
      );
    const wrong = Buffer.from(packed);
    wrong[packed.length - 6]! ^= 0xff;
    expect((await refusalOf(wrong)).reason).toMatch(/^the gzip stream is broken/);
  });
  it('when a record never ends, or the file does not', async () => {
    const endless = await refusalOf(`${sampleHeader}\n${first}\n${'x'.repeat(70_000)}`);
    expect(endless).toMatchObject({ line: 3, reason: 'the record has more than 65536 characters' });
    const bomb = gzipSync(sampleFile(...Array.from({ length: 1000 }, () => first)));
    expect((await refusalOf(bomb, 10_000)).reason).toBe('it holds more than 10000 bytes');
  });
  it('when hardly a row of it can be read', async () => {
    const rows = Array.from({ length: 10_001 }, () => 'x');
    expect((await refusalOf(sampleFile(...rows))).reason).toBe(
      'more than 10000 rows cannot be read',
    );
  });
  it('when it is a workbook, or of two encodings', async () => {
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(99)]);
    expect((await refusalOf(zip)).reason).toMatch(
      /^it is an Excel workbook or a zip archive: save/,
    );
    const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(99)]);
    expect((await refusalOf(old)).reason).toMatch(/^it is an Excel workbook: save/);
    const named = (urn: string) => sampleRow({ urn, school_name: 'École' });
    const utf8 = Buffer.from(sampleFile(named('900001'), named('900002')));
    const stray = Buffer.concat([utf8, iconv.encode(named('900003'), 'win1252')]);
    expect(await refusalOf(stray)).toMatchObject({
      ...{ line: 4, reason: expect.stringMatching(/^it is neither UTF-8 nor Windows-1252/) },
    });
  });
  it('when it is empty, UTF-16, not there or not a file', async () => {
    expect((await refusalOf('')).reason).toBe('it is empty');
    expect((await refusalOf(Buffer.from(`\ufeff${whole}`, 'utf16le'))).reason).toMatch(/UTF-16/);
    await expect(SourceFile.open(join(folder, 'none'))).rejects.toThrow(
      'cannot be opened (ENOENT)',
    );
    await expect(SourceFile.open(folder)).rejects.toThrow('it is not a file');
  });
});
