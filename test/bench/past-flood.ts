import { Agent, get } from 'node:http';
import path from 'node:path';
import type pg from 'pg';
import { migrations } from '#composition';
import { createPool, migrate } from '#database';
import { DemoIssuer } from '#http';
import { withServers } from './servers.js';

/** How long `/livez` takes while past lists of too many subjects are asked for and refused, and while nothing is. */
export interface FloodFigure {
  readonly unit: 'ms';
  readonly subjects: number;
  readonly connections: number;
  /** Refusals a second. */
  readonly refused: number;
  /** Of the first refusal of each kind of list, which counts; those after it know. */
  readonly first: Share;
  readonly refusal: Share;
  readonly livez: Share;
  readonly livezIdle: Share;
}

interface Share {
  readonly p50: number;
  readonly p99: number;
}

const DAYS = 600;
const CONNECTIONS = 32;
/** Two clocks, and three ways to ask. */
const KINDS = 6;

/** Floods a platform with past lists of all of so many schools, on either clock, of every day, narrowed and not. */
export function benchPastFlood(subjects: number, seconds = 10): Promise<FloodFigure> {
  return withServers(async ({ folder, databaseUrl, start }) => {
    const pool = createPool(databaseUrl);
    await migrate(pool, migrations);
    await fillSchools(pool, subjects);
    const { url } = await start('apps/platform/src/main.js');
    const issuer = await DemoIssuer.open(path.join(folder, 'demo.jwk'), undefined);
    const authorization = `Bearer ${await issuer.sign({ role: 'analyst', partnerships: ['*'] })}`;
    const agent = new Agent({ keepAlive: true });
    const ask = (where: string): Promise<number> => answered(agent, url + where, authorization);
    await followed(pool, subjects);
    await pool.end();

    const livezIdle = await times(seconds, 10, () => ask('/livez'));
    const refusals: number[] = [];
    const first: number[] = [];
    let nth = 0;
    for (; nth < KINDS; nth++) {
      const began = performance.now();
      await ask(listOf(nth));
      first.push(performance.now() - began);
    }
    const flood = Array.from({ length: CONNECTIONS }, () =>
      until(seconds, async () => {
        const began = performance.now();
        const status = await ask(listOf(nth++));
        if (status !== 422) throw new Error(`a list was answered ${status} instead of 422`);
        refusals.push(performance.now() - began);
      }),
    );
    const livez = await times(seconds, 10, () => ask('/livez'));
    await Promise.all(flood);
    agent.destroy();
    return {
      ...{ unit: 'ms', subjects, connections: CONNECTIONS },
      refused: Math.round(refusals.length / seconds),
      ...{
        first: shareOf(first),
        refusal: shareOf(refusals),
        livez: shareOf(livez),
        livezIdle: shareOf(livezIdle),
      },
    };
  });
}

const dayOf = (nth: number): string =>
  new Date(Date.UTC(2024, 0, 1) + nth * 86_400_000).toISOString().slice(0, 10);

/** Past lists of the second half of the days, by when all that is looked at is too many. */
function listOf(nth: number): string {
  const day = dayOf(DAYS - (nth % (DAYS / 2)));
  const clock = nth % 2 === 0 ? 'recorded' : 'occurred';
  const narrowed = nth % 3 === 0 ? '&phase=Primary' : nth % 3 === 1 ? '&count=true' : '';
  return `/v1/schools?as-of=${day}&clock=${clock}${narrowed}`;
}

/** Schools that were registered over the days, straight into an empty log. */
async function fillSchools(pool: pg.Pool, subjects: number): Promise<void> {
  await pool.query(
    `insert into journal.events (position, stream, revision, id, type, data, meta)
     select n, 'network.school-' || urn, 0, gen_random_uuid(), 'SchoolRegistered',
       json_build_object('urn', urn, 'sourceDate', day, 'name', 'School ' || urn, 'phase', 'Primary',
         'type', 'Community school', 'la', json_build_object('code', '999', 'name', 'Wavering')),
       json_build_object('schemaVersion', 1, 'occurredOn', day,
         'recordedOn', day || 'T11:00:00.000Z',
         'actor', json_build_object('id', 'import', 'role', 'service'),
         'commandId', gen_random_uuid(), 'correlationId', gen_random_uuid(),
         'causationId', gen_random_uuid(), 'tags', json_build_array('urn:' || urn))
     from (select n, (100000 + n)::text as urn,
         to_char(date '2024-01-01' + ((n - 1) * ${DAYS} / $1)::int, 'YYYY-MM-DD') as day
       from generate_series(1, $1::bigint) n) as told`,
    [subjects],
  );
  await pool.query('update journal.head set position = $1', [subjects]);
  await pool.query('vacuum (analyze) journal.events');
}

function answered(agent: Agent, url: string, authorization: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { authorization } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    }).on('error', reject);
  });
}

/** Waits until every follower has everything: what they do is no part of the figure. */
async function followed(pool: pg.Pool, subjects: number): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ done: boolean | null }>(
      `select bool_and(position >= lpad($1::text, 20, '0')) as done from house.followers`,
      [subjects],
    );
    if (rows[0]?.done === true) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function until(seconds: number, work: () => Promise<void>): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) await work();
}

/** How long each took of what was done every so many milliseconds. */
async function times(seconds: number, everyMs: number, work: () => Promise<unknown>) {
  const took: number[] = [];
  await until(seconds, async () => {
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  });
  return took;
}

function shareOf(took: readonly number[]): Share {
  const sorted = [...took].sort((a, b) => a - b);
  const at = (share: number): number =>
    Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1));
  return { p50: at(0.5), p99: at(0.99) };
}
