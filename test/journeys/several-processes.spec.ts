import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { configOf, contexts, openPlatform, type Platform } from '#composition';
import { SystemClock } from '#eventing';
import { quiet } from '#http';
import { importSchools } from '#network';
import { verifyProjection } from '#projections';
import { sampleFile, sampleRow, testDatabase, type TestDatabase, testFolder } from '#testing';
import { RunningPlatform } from '../support/running-platform.js';

const DIRECTORY = 'network.school-directory';
const folder = testFolder();
let database: TestDatabase;
let house: Platform;
let platforms: RunningPlatform[] = [];
let schools = 0;

/** Registers some more schools, from this process: it follows nothing. */
async function register(count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => {
    const number = String(schools + n).padStart(4, '0');
    return sampleRow({ urn: `90${number}`, laestab: `881${number}` });
  });
  const file = join(folder, 'schools.csv');
  writeFileSync(file, sampleFile(...rows));
  const { added } = await importSchools({ file, handling: house.handling });
  expect(added).toBe(count);
  schools += count;
}

const ownerOf = async (name: string): Promise<number> => {
  const { rows } = await house.pool.query<{ owner: string | null }>(
    'select owner from house.followers where name = $1 and live and expires > clock_timestamp()',
    [name],
  );
  return Number(rows[0]?.owner?.split('/')[1] ?? 0);
};

/** How many followers each process leads. */
const shares = async (): Promise<number[]> => {
  const { rows } = await house.pool.query<{ owner: string }>(
    'select owner from house.followers where expires > clock_timestamp()',
  );
  return platforms.map(
    ({ pid }) => rows.filter((it) => it.owner.split('/')[1] === `${pid}`).length,
  );
};

async function until(so: () => Promise<boolean>, withinMs: number): Promise<void> {
  for (const end = performance.now() + withinMs; !(await so());) {
    if (performance.now() > end) throw new Error(`it did not come about: ${String(so)}`);
    await new Promise((go) => setTimeout(go, 100));
  }
}

beforeAll(async () => {
  database = await testDatabase();
  const env = { DATABASE_URL: database.url };
  house = await openPlatform(
    configOf({ ...env, GROUNDSWELL_DATA: folder }, folder),
    new SystemClock(),
    quiet,
  );
  // every move of every checkpoint, as the database commits it
  await house.pool.query(`
    create table public.moves (
      seq bigserial, name text, version integer, origin text, target text);
    create function public.note_move() returns trigger language plpgsql as $$ begin
      insert into public.moves (name, version, origin, target)
        values (new.name, new.version, old.position, new.position);
      return null; end $$;
    create trigger note_move after update of position on house.followers for each row
      when (old.position <> new.position) execute function public.note_move();`);
  for (let n = 0; n < 3; n++) platforms.push(await RunningPlatform.start(env));
}, 300_000);
afterAll(async () => {
  for (const it of platforms) process.kill(it.pid, 'SIGCONT');
  await Promise.all(platforms.map((it) => it.remove()));
  await house.close();
  await database.drop();
}, 60_000);

it('three processes project each event exactly once, whoever stops, sleeps or wakes up again', async () => {
  await register(50);
  const followers = (await house.pool.query('select from house.followers')).rowCount ?? 0;
  // each has its share: nobody leads two more than another
  await until(async () => {
    const each = await shares();
    const sum = each.reduce((a, b) => a + b, 0);
    return sum === followers && Math.max(...each) - Math.min(...each) < 2;
  }, 60_000);

  const sleeper = await ownerOf(DIRECTORY);
  const working = register(50);
  process.kill(sleeper, 'SIGSTOP');
  await working;
  // its leases end, and others take them: ten seconds, and the time to look
  await until(async () => ![0, sleeper].includes(await ownerOf(DIRECTORY)), 20_000);
  await register(50);
  process.kill(sleeper, 'SIGCONT');
  await register(50);

  // one that is killed is followed as well
  const killed = platforms.find((it) => it.pid !== sleeper)!;
  await killed.end('SIGKILL');
  await register(50);
  platforms = platforms.filter((it) => it !== killed);

  const head = await house.store.head();
  for (const { name } of contexts.flatMap((it) => [...it.projections, ...it.processes]))
    expect([name, await house.readings.waitFor(name, head, 30_000)]).toEqual([name, true]);
  const { rows } = await house.pool.query<{ count: number }>(
    'select count(*)::int from read.school_directory',
  );
  expect(rows[0]!.count).toBe(schools);
  for (const projection of contexts.flatMap((it) => it.projections))
    expect(await verifyProjection({ ...house, projection })).toMatchObject({ ok: true });

  // every stretch of the log was committed once and none was left out: each move begins where the last one ended
  const moves = await house.pool.query<{ name: string; before: string; origin: string }>(
    `select name, origin, coalesce(lag(target) over (partition by name, version order by seq), '') as before
     from public.moves`,
  );
  expect(moves.rows.filter((it) => it.before !== it.origin)).toEqual([]);
  expect(moves.rows.length).toBeGreaterThan(followers);
  await killed.remove();
}, 180_000);
