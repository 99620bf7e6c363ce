import { expect } from '@jest/globals';
import {
  answersOf,
  type AnyProcess,
  type CommandMap,
  type CommandShape,
  type Context,
  type Decider,
  type Event,
  foldOf,
  type Instruction,
  type Process,
  plusDays,
  type Reservation,
} from '#eventing';
import { recorded, type Told } from './rows-of.js';

const TODAY = '2025-10-01';
const NOW = 'T11:00:00.000Z';
const actor = { id: 'process:a', role: 'service', urns: [] };

/**
 * What holds for every process that answers for a later day: the same event gives the same commands in the same order,
 * whatever the day on which it is answered again, and each day is one of the calendar.
 */
export function answersLawfully<F extends Event, C extends CommandMap>(
  process: Process<F, C>,
  ...events: readonly Told<F>[]
): void {
  expect(['installation', 'beginning']).toContain(process.from);
  for (const event of recorded(events)) {
    const answers = answersOf(process, event);
    expect(answersOf(process, structuredClone(event))).toEqual(answers);
    for (const { notBefore } of answers)
      if (notBefore !== undefined) expect(plusDays(notBefore, 0)).toBe(notBefore);
  }
}

/**
 * What holds for every reservation, so that nothing stays taken for ever: what its holder records says until when; a process
 * lets it go on the day after, when what it was taken for did not follow, and leaves it alone when it did; and it can be
 * given back before.
 */
export function reservesLawfully<C extends CommandShape, F extends Event, S, K>(
  reservation: Reservation,
  holder: Decider<C, F, S, K>,
  process: AnyProcess,
  { history, known, followed }: { history: readonly F[]; known: K; followed: K },
): void {
  const until = plusDays(TODAY, reservation.releaseAfter);
  const take = reservation.take(until);
  const decides = (it: Instruction<CommandMap>, past: readonly F[], on: string, of: K) => {
    const context: Context<K> = {
      ...{ id: it.id, now: `${on}${NOW}`, today: on, begunOn: TODAY },
      ...{ actor, known: of },
    };
    return holder.decide(it.command as C, foldOf(holder, past), context);
  };
  const taken = decides(take, history, TODAY, known);
  expect(taken.map((it) => (it.data as { until?: string }).until)).toEqual([until]);
  const past = [...history, ...taken];

  const dated = recorded(taken as unknown as Told<Event>[])
    .flatMap((it) => answersOf(process, it))
    .filter((it) => it.notBefore !== undefined);
  const due = plusDays(until, 1);
  expect(dated).toEqual([
    expect.objectContaining({ category: holder.category, id: take.id, notBefore: due }),
  ]);
  for (const it of dated) {
    const released = decides(it, past, due, known);
    expect(released).not.toEqual([]);
    expect(decides(it, [...past, ...released], due, known)).toEqual([]);
    expect(decides(it, past, due, followed)).toEqual([]);
  }
  expect(decides(reservation.giveBack, past, TODAY, known)).not.toEqual([]);
}
