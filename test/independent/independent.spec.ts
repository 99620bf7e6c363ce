import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPlatform, type Platform } from '#composition';
import { SystemClock } from '#eventing';
import { quiet, settled, Wavering } from '../demonstration/wavering.js';

/** A judge who knows none of our folds: SQL, by hand, over the events of the demonstration area. */
let wavering: Wavering;
let house: Platform;

beforeAll(async () => {
  wavering = await Wavering.empty();
  await wavering.load();
  house = await openPlatform(wavering.config, new SystemClock(), quiet);
  await settled(house);
}, 180_000);
afterAll(async () => {
  await house.close();
  await wavering.remove();
});

/** Rows that are not the same on both sides, and how many there are on that of SQL. */
async function judged(file: string, view: string) {
  const sql = readFileSync(join(import.meta.dirname, file), 'utf8');
  const { rows } = await house.pool.query<{ key: string; theirs: object; ours: object }>(
    `select coalesce(t.key, o.key) as key, t.row as theirs, o.row as ours
     from (select key, to_jsonb(t) as row from (${sql}) t) t
     full join (select key, to_jsonb(o) as row from read.${view} o) o on o.key = t.key`,
  );
  const differing = rows.filter(
    ({ theirs, ours }) => JSON.stringify(theirs) !== JSON.stringify(ours),
  );
  return { rows: rows.length, differing };
}

describe.each([
  ['open-needs.sql', 'open_needs', 19],
  ['provider-directory.sql', 'provider_directory', 12],
  ['deployment-tracker.sql', 'deployment_tracker', 14],
])('%s', (file, view, count) => {
  it('gives the rows of the read model', async () => {
    expect(await judged(file, view)).toEqual({ rows: count, differing: [] });
  });

  it('finds a row that is not as the log has it', async () => {
    const { rows } = await house.pool.query<{ key: string }>(
      `update read.${view} set scope = '{public}' where key = (select min(key) from read.${view})
       returning key`,
    );
    const { differing } = await judged(file, view);
    expect(differing.map((it) => it.key)).toEqual([rows[0]!.key]);
  });
});
