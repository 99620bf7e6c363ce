import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ProjectionsHouse, projectionsHouse } from '../support/projections-house.js';
import { planned, visitsAs } from '../support/visits.js';

const root = path.join(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/pitfalls.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((it) => it.startsWith('|') && !/^\|( seen| met here|[ -]+\|)/.test(it));
/** Every test that the page names, as `path` "title". */
const named = [...page.matchAll(/`([^`]+\.ts)` "([^"]+)"/g)].map(([, file, title]) => ({
  file: file ?? '',
  title: title ?? '',
}));
/** What the page says that no single test shows. */
const UNTESTED = ['every spec of this project', 'no test yet: it comes with the publisher'];

/** The lines of what the first users met. */
const MET = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10', 'A11'].concat([
  'B1',
  'B2',
  'B3',
  'B4',
  'B5',
  'B6',
  'C1',
  'C2',
  'C3',
]);

describe('the page of what went wrong, elsewhere and here', () => {
  it('has each line of what the first users met', () => {
    const met = new Set(rows.map((it) => /^\| ([ABC]\d+) /.exec(it)?.[1]));
    expect(MET.filter((it) => !met.has(it))).toEqual([]);
  });

  it('has a test for each row, or says why there is none', () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
    const shown = rows.map((it) => it.split('|').at(-2)?.trim() ?? '');
    const without = shown.filter((it) => !/^`[^`]+\.ts` "/.test(it));
    expect(without).toEqual(UNTESTED);
  });

  it.each(named)('names $title', ({ file, title }) => {
    const at = path.join(root, file);
    expect(existsSync(at)).toBe(true);
    expect(readFileSync(at, 'utf8')).toContain(`'${title}'`);
  });
});

describe('a house at work', () => {
  let house: ProjectionsHouse;
  beforeAll(async () => {
    house = await projectionsHouse();
  });
  afterAll(() => house.close());

  it('needs no replication slot', async () => {
    const runner = await house.run([visitsAs('slotless')]);
    const end = await house.tell(planned('a'));
    expect(await runner.waitFor('tests.slotless', end, 5_000)).toBe(true);
    const { rows: slots } = await house.pool.query('select slot_name from pg_replication_slots');
    expect(slots).toEqual([]);
  });
});
