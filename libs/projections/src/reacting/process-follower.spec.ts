import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idOf, type Process, type Recorded } from '#eventing';
import {
  eventsOf,
  type ProjectionsHouse,
  projectionsHouse,
  until,
} from '../../../../test/support/projections-house.js';
import {
  made,
  tagged,
  type Thank,
  thankForVisit,
  type VisitEvent,
} from '../../../../test/support/visits.js';

type Of<T extends VisitEvent['type']> = Extract<VisitEvent, { type: T }>;

let house: ProjectionsHouse;
beforeAll(async () => {
  house = await projectionsHouse();
});
afterAll(() => house.close());

const thanked = async (): Promise<Recorded[]> =>
  (await eventsOf(house.store)).filter((it) => it.type === 'Thanked');

describe('a process', () => {
  it('sends the commands of each event once, with where they come from', async () => {
    const runner = await house.run([], { processes: [thankForVisit] });
    const at = await house.tell(made('a', 1), tagged('a', 'x'), made('b', 2));
    expect(await runner.waitFor(thankForVisit.name, at, 5_000)).toBe(true);
    const [cause] = await eventsOf(house.store);
    expect(await thanked()).toEqual([
      expect.objectContaining({
        stream: 'tests.thanks-a',
        data: { thanksId: 'a', urn: '139402' },
        actor: { id: `process:${thankForVisit.name}`, role: 'service' },
        commandId: idOf('process', thankForVisit.name, cause!.id, 0),
        correlationId: cause!.correlationId,
        causationId: cause!.id,
      }),
      expect.objectContaining({ stream: 'tests.thanks-b' }),
    ]);
    await runner.stop();
  });

  it('acts once over a restart that forgot where it stood', async () => {
    await house.pool.query(`update house.followers set position = '' where name = $1`, [
      thankForVisit.name,
    ]);
    const runner = await house.run([], { processes: [thankForVisit] });
    const at = await house.tell(made('c', 1));
    expect(await runner.waitFor(thankForVisit.name, at, 5_000)).toBe(true);
    expect((await thanked()).map((it) => it.stream)).toEqual([
      'tests.thanks-a',
      'tests.thanks-b',
      'tests.thanks-c',
    ]);
    await runner.stop();
  });

  it('keeps a refusal and passes over it', async () => {
    house.clock.set('2025-10-02T08:00:00.000Z');
    const runner = await house.run([], { processes: [thankForVisit] });
    const at = await house.tell(made('d', 1, '666666'), made('e', 1));
    expect(await runner.waitFor(thankForVisit.name, at, 5_000)).toBe(true);
    const event = (await eventsOf(house.store)).find((it) => it.stream === 'tests.visit-d');
    expect((await house.pool.query('select * from house.process_refusals')).rows).toEqual([
      {
        process: thankForVisit.name,
        event_id: event!.id,
        place: 0,
        code: 'no-thanks',
        detail: 'This school wants no thanks.',
        recorded_on: '2025-10-02T08:00:00.000Z',
      },
    ]);
    expect((await thanked()).at(-1)!.stream).toBe('tests.thanks-e');
    await runner.stop();
  });

  it('tries again what failed for any other reason, and then goes on', async () => {
    let category = 'tests.unknown';
    const mistaken: Process<Of<'VisitTagged'>, Record<string, Thank>> = {
      name: 'tests.mistaken',
      from: 'beginning',
      on: {
        VisitTagged: ({ data }) => [
          {
            category: 'tests.thanks',
            id: `${data.visitId}-1`,
            command: { type: 'Thank', urn: '1' },
          },
          { category, id: `${data.visitId}-2`, command: { type: 'Thank', urn: '1' } },
        ],
      },
    };
    const runner = await house.run([], { processes: [mistaken] });
    const at = await house.tell(tagged('m', 'x'));
    const mine = () => runner.status().find((it) => it.name === 'tests.mistaken')!;
    await until(() => mine().lastError === 'no aggregate is registered for tests.unknown');
    category = 'tests.thanks';
    expect(await runner.waitFor('tests.mistaken', at, 5_000)).toBe(true);
    const streams = (await thanked()).map((it) => it.stream);
    expect(streams.filter((it) => it.startsWith('tests.thanks-m'))).toEqual([
      'tests.thanks-m-1',
      'tests.thanks-m-2',
    ]);
    await runner.stop();
  });

  it('parks what keeps failing, with what follows in its stream, and goes on for others', async () => {
    let category = 'tests.unknown';
    const name = 'tests.stuck';
    const stuck: Process<Of<'VisitMade'>, Record<string, Thank>> = {
      name,
      from: 'beginning',
      on: {
        VisitMade: ({ data: { visitId, urn, hours } }) => [
          {
            category: visitId === 'bad' ? category : 'tests.thanks',
            id: `stuck-${visitId}-${hours}`,
            command: { type: 'Thank', urn },
          },
        ],
      },
    };
    const runner = await house.run([], { processes: [stuck] });
    const at = await house.tell(made('bad', 1), made('bad', 2), made('good', 1));
    expect(await runner.waitFor(name, at, 15_000)).toBe(true);
    const sent = async () =>
      (await thanked()).map((it) => it.stream).filter((it) => it.includes('stuck-'));
    expect(await sent()).toContain('tests.thanks-stuck-good-1');
    expect(await house.parked(name)).toEqual([
      ['tests.visit-bad', 'VisitMade', 'no aggregate is registered for tests.unknown'],
      ['tests.visit-bad', 'VisitMade', null],
    ]);
    category = 'tests.thanks';
    const first = (await eventsOf(house.store)).find((it) => it.stream === 'tests.visit-bad')!;
    const about = { projection: name, key: 'tests.visit-bad' };
    await house.order({
      type: 'ParkedEventDiscarded',
      data: { ...about, eventId: first.id, reason: 'A test' },
    });
    const done = await house.order({ type: 'ParkedEventsRetried', data: about });
    expect(await runner.waitFor(name, done, 5_000)).toBe(true);
    expect(await house.parked(name)).toEqual([]);
    const streams = (await sent()).filter((it) => it.includes('bad'));
    expect(streams).toEqual(['tests.thanks-stuck-bad-2']);
    await runner.stop();
  });
});
