import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { plusDays } from '#eventing';
import {
  type ProjectionsHouse,
  projectionsHouse,
  eventsOf,
  until,
} from '../../support/projections-house.js';
import { made, planned, remindOfVisit } from '../../support/visits.js';
import { ROUND_MS, ROUNDS } from '../rounds.js';
import { RunningOwner } from './running-owner.js';

/**
 * Two processes that follow the log, and commands that wait for a day. When it has come and the first of them is sent, the
 * one that leads is killed, put to sleep or ended: every command acts once, on its day and not before.
 */
const VISITS = 60;
const PATIENCE_MS = 30_000;
let house: ProjectionsHouse;
let owners: readonly [RunningOwner, RunningOwner];
let day = '2025-10-06';
let rounds = 0;
const wanted = new Map<string, string>();

beforeAll(async () => {
  const root = path.resolve(import.meta.dirname, '../../..');
  const built = spawnSync(process.execPath, [path.join(root, 'infra/build.mjs')], { cwd: root });
  if (built.status !== 0) throw new Error(`the build failed: ${String(built.stderr)}`);
  house = await projectionsHouse();
  const { url, clock } = house;
  owners = [new RunningOwner(url, clock.now()), new RunningOwner(url, clock.now())];
  for (const it of owners) await it.run();
}, ROUND_MS);
afterAll(async () => {
  for (const it of owners) await it.end('SIGKILL');
  await house.close();
}, ROUND_MS);

/** The process that leads now, and the one that stands by. */
async function roles(): Promise<readonly [RunningOwner, RunningOwner]> {
  const leads = async (): Promise<RunningOwner | undefined> => {
    const { rows } = await house.pool.query<{ pid: number }>(
      `select split_part(owner, '/', 2)::int as pid from house.followers
       where name = $1 and expires > clock_timestamp()`,
      [remindOfVisit.name],
    );
    return owners.find((it) => it.pid === rows[0]?.pid);
  };
  await until(async () => (await leads()) !== undefined, PATIENCE_MS);
  const leader = await leads();
  return leader === owners[0] ? owners : [owners[1], owners[0]];
}

const waiting = async (): Promise<number> => {
  const { rows } = await house.pool.query<{ n: number }>(
    `select count(*)::int as n from house.due_commands where state = 'waiting'`,
  );
  return rows[0]?.n ?? 0;
};

/** Every reminder, by visit: the days on which somebody was reminded. */
async function reminded(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const { type, data } of await eventsOf(house.store)) {
    const { visitId, on } = data as { visitId: string; on: string };
    if (type === 'Reminded') (found[visitId] ??= []).push(on);
  }
  return found;
}

/** What is planned for a day: some of it is made before, and some is at a school that wants no reminders. */
async function plan(): Promise<void> {
  rounds++;
  for (let n = 0; n < VISITS; n++) {
    const id = `${rounds}-${n}`;
    const refuses = n % 7 === 3;
    await house.tell(planned(id, refuses ? '666666' : '139402', day));
    if (n % 5 === 2) await house.tell(made(id, 1));
    else if (!refuses) wanted.set(id, day);
  }
  await until(async () => (await waiting()) === VISITS, PATIENCE_MS);
}

/** The day comes for everybody, and something happens to who leads once the first command of it is sent. */
async function dayComes(fault: (leader: RunningOwner, other: RunningOwner) => Promise<void>) {
  const [leader, other] = await roles();
  const before = Object.keys(await reminded()).length;
  for (const it of owners) it.at(`${day}T09:00:00.000Z`);
  await until(async () => Object.keys(await reminded()).length > before, PATIENCE_MS);
  await fault(leader, other);
  await until(async () => (await waiting()) === 0, PATIENCE_MS);
  expect(await reminded()).toEqual(
    Object.fromEntries([...wanted].map(([visit, on]) => [visit, [on]])),
  );
  day = plusDays(day, 1);
}

describe('what waits for a day acts once, and on that day', () => {
  it.each(Array.from({ length: ROUNDS }, (_, index) => index + 1))(
    'whether its owner is killed, put to sleep past its lease, or hands over (%i)',
    async () => {
      await plan();
      expect(Object.keys(await reminded()).filter((it) => it.startsWith(`${rounds}-`))).toEqual([]);
      await dayComes(async (leader) => {
        await leader.end('SIGKILL');
        await leader.run();
      });

      await plan();
      await dayComes(async (leader, other) => {
        leader.signal('SIGSTOP');
        try {
          await until(async () => (await roles())[0] === other, PATIENCE_MS);
          await until(async () => (await waiting()) === 0, PATIENCE_MS);
        } finally {
          leader.signal('SIGCONT');
        }
      });

      await plan();
      await dayComes(async (leader) => {
        await leader.end('SIGTERM');
        await leader.run();
      });
    },
    2 * ROUND_MS,
  );

  it(
    'and nothing acts again for processes that begin anew',
    async () => {
      const before = await reminded();
      for (const it of owners) await it.end('SIGTERM');
      await house.pool.query(`update house.followers set position = ''`);
      for (const it of owners) await it.run();
      const head = await house.store.head();
      await until(async () => {
        const { rows } = await house.pool.query<{ position: string }>(
          'select position from house.followers where name = $1',
          [remindOfVisit.name],
        );
        return rows[0]?.position === head;
      }, PATIENCE_MS);
      expect(await waiting()).toBe(0);
      expect(await reminded()).toEqual(before);
    },
    ROUND_MS,
  );
});
