import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { idOf, ORIGIN, type Position, type Recorded } from '#eventing';
import {
  eventsOf,
  type ProjectionsHouse,
  type Told,
  projectionsHouse,
  until,
} from '../../../../test/support/projections-house.js';
import { made, planned, remindOfVisit, tagged } from '../../../../test/support/visits.js';
import { projectionStatuses } from '../operating/projection-status.js';

const { name } = remindOfVisit;
const DAY = '2025-10-06';

let house: ProjectionsHouse;
beforeEach(async () => {
  house = await projectionsHouse();
});
afterEach(() => house.close());

type Reminding = typeof remindOfVisit;
const run = (process: Reminding = remindOfVisit) =>
  house.run([], { processes: [process], leaseMs: 200 });
const told = async (...events: readonly Told[]) => {
  const [runner, at] = [await run(), await house.tell(...events)];
  expect(await runner.waitFor(name, at, 5_000)).toBe(true);
  return runner;
};
const reminded = async (): Promise<Recorded[]> =>
  (await eventsOf(house.store)).filter((it) => it.type === 'Reminded');
const states = async () => {
  const { rows } = await house.pool.query<{ stream: string; not_before: string; state: string }>(
    'select stream, not_before, state from house.due_commands order by position',
  );
  return rows.map((it) => [it.stream.replace('tests.visit-', ''), it.not_before, it.state]);
};
const settled = (...wanted: readonly string[]) =>
  until(async () => (await states()).map(([, , state]) => state).join() === wanted.join());
const forget = () => house.pool.query(`update house.followers set position = ''`);
const aWhile = (): Promise<unknown> => new Promise((go) => setTimeout(go, 400));

describe('a command for a later day', () => {
  it('waits for the clock, and is then sent once, with where it comes from', async () => {
    await told(planned('a'), planned('b', '139402', '2025-11-03'));
    await aWhile();
    expect(await reminded()).toEqual([]);
    expect(await states()).toEqual([
      ['a', DAY, 'waiting'],
      ['b', '2025-11-03', 'waiting'],
    ]);
    // a minute to midnight in London, which is an hour ahead of UTC
    house.clock.set('2025-10-05T22:59:00.000Z');
    await aWhile();
    expect(await reminded()).toEqual([]);
    house.clock.set('2025-10-05T23:00:00.000Z');
    await settled('sent', 'waiting');
    const [cause] = await eventsOf(house.store);
    expect(await reminded()).toEqual([
      expect.objectContaining({
        stream: 'tests.reminder-a',
        data: { visitId: 'a', urn: '139402', on: DAY },
        commandId: idOf('process', name, cause!.id, 0),
        causationId: cause!.id,
        correlationId: cause!.correlationId,
      }),
    ]);
  });

  it('is sent at once when its day has passed', async () => {
    house.clock.set('2025-12-01T09:00:00.000Z');
    await told(planned('a'));
    await settled('sent');
  });

  it('is dropped when it has lost its point, and not sent again by a process that begins anew', async () => {
    const runner = await told(planned('a'), planned('b'), made('a', 1));
    house.clock.set('2025-10-06T09:00:00.000Z');
    await settled('dropped', 'sent');
    await runner.stop();
    await forget();
    const again = await run();
    expect(await again.waitFor(name, await house.store.head(), 5_000)).toBe(true);
    await aWhile();
    expect(await states()).toEqual([
      ['a', DAY, 'dropped'],
      ['b', DAY, 'sent'],
    ]);
    expect(await reminded()).toHaveLength(1);
  });

  it('is kept as refused when a rule says no, and shown to operators', async () => {
    const runner = await told(planned('a', '666666'), planned('b', '139402', '2025-11-03'));
    house.clock.set('2025-10-06T09:00:00.000Z');
    await settled('refused', 'waiting');
    const due = { commands: 1, next: '2025-11-03' };
    const refused = { commands: 1, last: 'no-reminders' };
    const find = <T extends { name: string }>(all: readonly T[]) =>
      all.find((it) => it.name === name);
    expect(find(await projectionStatuses(house.pool, []))).toMatchObject({ due, refused });
    await until(() => find(runner.status())?.outlook?.waiting === 1);
    expect(find(runner.status())?.outlook).toEqual({ next: due.next, waiting: 1, refused: 1 });
  });

  it('is taken up by whoever leads next', async () => {
    const first = await told(planned('a'));
    await first.stop();
    house.clock.set('2025-10-06T09:00:00.000Z');
    await run();
    await settled('sent');
  });

  it('costs no statement until its day has come', async () => {
    const asked: string[] = [];
    const pool = new Proxy(house.pool, {
      get(target, key) {
        const value = Reflect.get(target, key) as unknown;
        if (key !== 'query') return typeof value === 'function' ? value.bind(target) : value;
        return (text: string, values: unknown[]) => {
          if (text.includes('due_commands')) asked.push(text);
          return target.query(text, values);
        };
      },
    });
    const runner = await house.run([], { processes: [remindOfVisit], leaseMs: 200, pool });
    await runner.waitFor(name, await house.tell(planned('a')), 5_000);
    await aWhile();
    // what waits when it takes the lead, and what it keeps
    expect(asked).toHaveLength(2);
    house.clock.set('2025-10-06T09:00:00.000Z');
    await settled('sent');
  });
});

describe('a command for a later day that cannot be sent', () => {
  const failing = (state: { fails: boolean }): Reminding => ({
    ...remindOfVisit,
    on: {
      VisitPlanned: (event) =>
        remindOfVisit.on.VisitPlanned(event).map((it) => ({
          ...it,
          ...(state.fails && it.id === 'a' ? { category: 'tests.unknown' as never } : {}),
        })),
    },
  });
  const parkedA = async (state: { fails: boolean }) => {
    const runner = await run(failing(state));
    const at = await house.tell(planned('a'), planned('b'));
    expect(await runner.waitFor(name, at, 5_000)).toBe(true);
    house.clock.set('2025-10-06T09:00:00.000Z');
    await until(async () => (await states()).map((it) => it[2]).join() === 'parked,sent', 15_000);
    expect(await house.parked(name)).toEqual([
      ['tests.visit-a', 'VisitPlanned', 'no aggregate is registered for tests.unknown'],
    ]);
    return runner;
  };
  const about = { projection: name, key: 'tests.visit-a' };

  it('is parked with its event after a while, and sent when an operator tries again', async () => {
    const state = { fails: true };
    const runner = await parkedA(state);
    state.fails = false;
    const done = await house.order({ type: 'ParkedEventsRetried', data: about });
    expect(await runner.waitFor(name, done, 5_000)).toBe(true);
    await settled('sent', 'sent');
    expect(await house.parked(name)).toEqual([]);
  });

  it('is never sent when an operator discards its event', async () => {
    const runner = await parkedA({ fails: true });
    const [{ id: eventId }] = (await eventsOf(house.store)) as [Recorded];
    const done = await house.order({
      type: 'ParkedEventDiscarded',
      data: { ...about, eventId, reason: 'A test' },
    });
    expect(await runner.waitFor(name, done, 5_000)).toBe(true);
    await settled('discarded', 'sent');
  });
});

describe('a process on a log that was there before', () => {
  const imported = async (until: string): Promise<Position> => {
    const meta = {
      ...{ schemaVersion: 1, occurredOn: until, recordedOn: house.clock.now() },
      ...{ actor: { id: 'import', role: 'service' }, commandId: 'i', correlationId: 'i' },
      ...{ causationId: 'i', tags: ['log:x'] },
    };
    const data = { from: 'x', events: 2, head: 'h', until };
    const event = { id: idOf('imported'), type: 'LogImported', data, meta };
    return (await house.store.append('house.log-y', [event], 'noStream')).position;
  };

  it('sends nothing that was due where the log came from, and keeps the rest', async () => {
    await house.tell(planned('a'), planned('b', '139402', '2025-10-09'), tagged('a', 'x'));
    house.clock.set('2025-10-10T09:00:00.000Z');
    const at = await imported('2025-10-07');
    const runner = await run();
    expect(await runner.waitFor(name, at, 5_000)).toBe(true);
    await settled('left', 'sent');
    expect((await reminded()).map((it) => it.stream)).toEqual(['tests.reminder-b']);
  });

  it('answers nothing of before when it begins at the installation', async () => {
    await house.tell(planned('a'));
    const runner = await run({ ...remindOfVisit, from: 'installation' });
    const at = await house.tell(planned('b'));
    expect(await runner.waitFor(name, at, 5_000)).toBe(true);
    expect(await states()).toEqual([['b', DAY, 'waiting']]);
    expect(at > ORIGIN).toBe(true);
  });
});
