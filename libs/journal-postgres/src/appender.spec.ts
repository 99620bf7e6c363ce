import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { createPool, migrate } from '#database';
import type { Appended, Envelope, Expected, NewEvent } from '#eventing';
import { type TestDatabase, testDatabase } from '#testing';
import { Appender } from './appender.js';
import { InDoubt, Unreachable } from './faults.js';
import { entryOf } from './group.js';
import { journalMigrations } from './migrations.js';

let database: TestDatabase;
let pool: pg.Pool;
let writing: pg.Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = createPool(database.url);
  writing = createPool(database.url, { max: 2, application_name: 'writing' });
  await migrate(pool, journalMigrations);
});
afterAll(async () => {
  await Promise.all([pool.end(), writing.end()]);
  await database.drop();
});

const event = (data: unknown = {}): NewEvent => ({
  id: randomUUID(),
  type: 'Noted',
  data,
  meta: {} as Envelope,
});
const newStream = () => `test-${randomUUID()}`;

/** Sends appends all at once and tells how many events each transaction stored. */
async function groupsOf(count: number, data: unknown): Promise<number[]> {
  const category = `c${randomUUID().replaceAll('-', '')}`;
  const appender = new Appender(writing, () => undefined);
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      appender.append(entryOf(`${category}-${index}`, [event(data)], 'noStream')),
    ),
  );
  const { rows } = await pool.query<{ size: number }>(
    `select count(*)::int as size from journal.events where starts_with(stream, $1)
      group by xmin::text order by size`,
    [category],
  );
  return rows.map((it) => it.size);
}

describe('appends that arrive together', () => {
  it('are one transaction when they are few', async () => {
    expect(await groupsOf(30, {})).toEqual([30]);
  });

  it('are divided when they are many, or large', async () => {
    const many = await groupsOf(1_200, {});
    expect(many.length).toBeGreaterThan(2);
    expect(Math.max(...many)).toBeLessThanOrEqual(500);
    expect((await groupsOf(12, { large: 'x'.repeat(1 << 20) })).length).toBeGreaterThanOrEqual(4);
  });
});

describe('a group of which some are refused', () => {
  it('leaves no holes in the log, and tells each its own position', async () => {
    const appender = new Appender(writing, () => undefined);
    const [old, fresh] = [newStream(), newStream()];
    const repeated = entryOf(old, [event(), event()], 'noStream');
    const before = await appender.append(repeated);
    const outcomes = await Promise.allSettled(
      [
        entryOf(old, [event(), event(), event()], 7),
        entryOf(fresh, [event(), event()], 'noStream'),
        repeated,
        entryOf(fresh, [event()], 5),
        entryOf(old, [event()], 1),
        entryOf(newStream(), [event()], 'streamExists'),
        entryOf(fresh, [event(), event()], 'any'),
      ].map((it) => appender.append(it)),
    );
    const head = Number(before.position);
    const at = (more: number) => String(head + more).padStart(20, '0');
    expect(outcomes.map((it) => (it.status === 'fulfilled' ? it.value : 'refused'))).toEqual([
      'refused',
      { revision: 1, position: at(2) },
      before,
      'refused',
      { revision: 2, position: at(3) },
      'refused',
      { revision: 3, position: at(5) },
    ]);
    const { rows } = await pool.query<{ position: string }>(
      `select position from journal.events where position > $1 order by position`,
      [head],
    );
    expect(rows.map((it) => Number(it.position) - head)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('appends under way when the connection breaks', () => {
  async function interrupted(expected: Expected): Promise<Appended | Error> {
    const stream = newStream();
    const entry = entryOf(stream, [event()], expected);
    const appender = new Appender(writing, () => undefined);
    const holder = await pool.connect();
    await holder.query('begin');
    await holder.query('select from journal.head for update');
    const outcome = appender.append(entry).catch((error: unknown) => error as Error);
    const waiting = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'writing' and wait_event_type = 'Lock'`;
    while (!(await pool.query(waiting)).rowCount);
    await holder.query('commit');
    holder.release();
    const told = await outcome;
    const { rowCount } = await pool.query('select from journal.events where stream = $1', [stream]);
    expect(rowCount).toBe(told instanceof Error ? 0 : 1);
    return told;
  }

  it('are sent again when a repeat is recognised', async () => {
    expect(await interrupted('noStream')).toMatchObject({ revision: 0 });
    expect(await interrupted(-1)).toMatchObject({ revision: 0 });
  });

  it('are left to the caller, in plain words, when a repeat would be stored twice', async () => {
    expect(await interrupted('any')).toBeInstanceOf(InDoubt);
  });
});

describe('appends while nobody answers', () => {
  it('wait for a while and then say so', async () => {
    const nobody = createPool('postgres://a:b@127.0.0.1:1/c');
    const appender = new Appender(nobody, () => undefined, 100);
    const entries = ['any', 'noStream'] as const;
    const outcomes = await Promise.all(
      entries.map((it) =>
        appender.append(entryOf(newStream(), [event()], it)).catch((error: unknown) => error),
      ),
    );
    for (const outcome of outcomes) expect(outcome).toBeInstanceOf(Unreachable);
    await appender.drained();
    await nobody.end();
  });
});
