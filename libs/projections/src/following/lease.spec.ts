import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ORIGIN, type Position } from '#eventing';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
} from '../../../../test/support/projections-house.js';
import { askFor } from '../../../../test/support/ask-for.js';
import { planned, visitsAs } from '../../../../test/support/visits.js';
import { CheckpointMover } from './checkpoint-mover.js';
import { AnotherLog, type Lease, LeaseLost } from './lease.js';
import { RowBudget } from '../folding/row-budget.js';
import { ProjectionWork } from '../projecting/projection-follower.js';
import { register } from '../tables/register.js';

let house: ProjectionsHouse;
let mover: CheckpointMover;
beforeAll(async () => {
  house = await projectionsHouse();
  mover = new CheckpointMover(house.pool);
  await house.tell(planned('a'), planned('b'), planned('c'));
});
afterAll(() => house.close());

const ask = (name: string, owner: string, ttlMs = 10_000, logId = 'the-log') =>
  askFor(house.pool, { name: `tests.${name}`, version: 1 }, { owner, logId, ttlMs }, mover);

async function lead(name: string, owner: string, ttlMs?: number): Promise<Lease> {
  const got = await ask(name, owner, ttlMs);
  if (got?.kind !== 'leading') throw new Error(`${owner} got ${got?.kind}`);
  return got.lease;
}

async function ready(name: string) {
  const projection = visitsAs(name);
  const work = new ProjectionWork(house.pool, house.store, projection, new RowBudget());
  await register(house.pool, 'the-log', [work], [projection]);
  return { projection, work };
}

const expire = (name: string) =>
  house.pool.query(`update house.followers set expires = '-infinity' where name = $1`, [
    `tests.${name}`,
  ]);

describe('a lease', () => {
  it('is one owner’s until it is given up', async () => {
    await ready('one');
    const mine = await lead('one', 'me');
    expect(await ask('one', 'you')).toMatchObject({ kind: 'standby', owner: 'me' });
    await mine.release();
    expect(await ask('one', 'you')).toMatchObject({ kind: 'leading' });
  });

  it('is another’s once it expired, and its own owner’s at any time', async () => {
    await ready('two');
    await lead('two', 'me', 30);
    await new Promise((go) => setTimeout(go, 60));
    await lead('two', 'you');
    await lead('two', 'you');
    expect(await ask('two', 'me')).toMatchObject({ kind: 'standby', owner: 'you' });
  });

  it('of the past commits nothing: neither rows nor checkpoint', async () => {
    const { projection, work } = await ready('three');
    const events = await eventsOf(house.store);
    const [first, , last] = events.map((it) => it.position) as [Position, Position, Position];
    const stale = await lead('three', 'me');
    await work.apply(stale, events.slice(0, 1), first);
    await expire('three');
    const fresh = await lead('three', 'you');

    await expect(work.apply(stale, events.slice(1), last)).rejects.toThrow(LeaseLost);
    await expect(stale.pass(last)).rejects.toThrow(LeaseLost);
    expect(Object.keys(await house.rows(projection))).toEqual(['visit:a']);
    expect(fresh.position).toBe(first);
    await work.apply(fresh, events.slice(1), last);
    expect(Object.keys(await house.rows(projection)).sort()).toEqual([
      'visit:a',
      'visit:b',
      'visit:c',
    ]);
  });

  it('keeps a batch and its checkpoint together when the batch fails half done', async () => {
    const { projection, work } = await ready('four');
    const events = await eventsOf(house.store);
    const lease = await lead('four', 'me');
    // the last row cannot be stored, after the first ones were
    await house.pool.query(
      `create function no_c() returns trigger language plpgsql as $$ begin raise 'no_c'; end $$;
       create trigger no_c before insert on projection.tests_four_v1
         for each row when (new.key = 'visit:c') execute function no_c()`,
    );
    const end = events.at(-1)!.position;
    await expect(work.apply(lease, events, end)).rejects.toThrow('no_c');
    await expect(
      lease.advance(end, async (client) => {
        await client.query(`insert into projection.tests_four_v1 (key, scope, urn, times_made, made, tags, hours_by_day)
          values ('visit:x', '{}', '1', 0, false, '[]', '{}')`);
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await house.rows(projection)).toEqual({});
    expect(lease.position).toBe(ORIGIN);
    await house.pool.query('drop trigger no_c on projection.tests_four_v1');
    await work.apply(lease, events, end);
    expect(Object.keys(await house.rows(projection))).toHaveLength(3);
  });

  it('keeps them together when the connection is cut half done', async () => {
    const { projection } = await ready('five');
    const lease = await lead('five', 'me');
    await expect(
      lease.advance('1' as Position, async (client) => {
        await client.query(`insert into projection.tests_five_v1 (key, scope, urn, times_made, made, tags, hours_by_day)
          values ('visit:x', '{}', '1', 0, false, '[]', '{}')`);
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
        await house.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
      }),
    ).rejects.toThrow();
    expect(await house.rows(projection)).toEqual({});
    expect((await lead('five', 'me')).position).toBe(ORIGIN);
  });

  it('commits nothing onto a checkpoint that a crash of the server moved back', async () => {
    const { projection, work } = await ready('moved');
    const events = await eventsOf(house.store);
    const lease = await lead('moved', 'me');
    await work.apply(lease, events.slice(0, 1), events[0]!.position);
    await house.pool.query(`update house.followers set position = '' where name = 'tests.moved'`);
    await house.pool.query('truncate projection.tests_moved_v1');
    const end = events.at(-1)!.position;
    await expect(work.apply(lease, events.slice(1), end)).rejects.toThrow(LeaseLost);
    await expect(lease.pass(end)).rejects.toThrow(LeaseLost);
    await work.apply(await lead('moved', 'me'), events, end);
    expect(Object.keys(await house.rows(projection))).toHaveLength(3);
  });

  it('is refused on another log', async () => {
    const { projection, work } = await ready('six');
    await expect(ask('six', 'me', 1_000, 'another-log')).rejects.toThrow(AnotherLog);
    await expect(register(house.pool, 'another-log', [work], [projection])).rejects.toThrow(
      'tests.six has followed the log the-log, but this is the log another-log',
    );
  });

  it('is nobody’s where the follower is not there', async () => {
    expect(await ask('seven', 'me')).toEqual({ kind: 'retired' });
  });
});

describe('the mover of checkpoints', () => {
  it('moves many at once, each by its own epoch', async () => {
    await ready('eight');
    await ready('nine');
    const [eight, nine] = [await lead('eight', 'me'), await lead('nine', 'me')];
    await expire('nine');
    await lead('nine', 'you');
    const to = await house.store.head();
    const outcomes = await Promise.allSettled([eight.pass(to), nine.pass(to)]);
    expect(outcomes.map((it) => it.status)).toEqual(['fulfilled', 'rejected']);
    expect([eight.position, nine.position]).toEqual([to, ORIGIN]);
  });
});
