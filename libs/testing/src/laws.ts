import { expect } from '@jest/globals';
import {
  type CommandShape,
  type Context,
  type Decider,
  type Event,
  foldOf,
  type Projection,
  Refusal,
  type Row,
} from '#eventing';
import { asOfEqualsFold } from './as-of-equals-fold.js';
import { recorded, rowsOf, type Told } from './rows-of.js';
import { taggedLawfully } from './tag-laws.js';
import { ownOf } from './tags.js';

const CONTEXT = {
  id: 'a',
  now: '2025-10-01T11:00:00.000Z',
  today: '2025-10-01',
  begunOn: '2025-09-01',
  actor: { id: 'broker-1', role: 'broker', urns: [] },
};

/**
 * What holds for every decider, tried with each command after each part of a history: the same input decides the
 * same, nothing given is changed, every event decided can be folded and is tagged lawfully, and a refusal says why.
 */
export function decidesLawfully<C extends CommandShape, F extends Event, S, K>(
  decider: Decider<C, F, S, K>,
  { history, commands, known }: { history: readonly F[]; commands: readonly C[]; known?: K },
): void {
  const id = (history[0] && ownOf(history[0])?.replace(/^.*?:/, '')) ?? CONTEXT.id;
  const context = deepFrozen({ ...CONTEXT, id, known: known ?? ({} as K) }) as Context<K>;
  for (let length = 0; length <= history.length; length++) {
    const past = deepFrozen(history.slice(0, length));
    const state = deepFrozen(foldOf(decider, past));
    expect(foldOf(decider, past)).toEqual(state);
    for (const command of commands.map(deepFrozen)) {
      const decided = outcomeOf(() => decider.decide(command, state, context));
      expect(outcomeOf(() => decider.decide(command, state, context))).toEqual(decided);
      if (decided instanceof Refusal) expect(decided.detail.length).toBeGreaterThan(10);
      else {
        const events = [...past, ...decided];
        foldOf(decider, deepFrozen(events));
        taggedLawfully(decider, recorded(events));
      }
    }
  }
}

/**
 * What holds for every projection, tried with a history: rows do not depend on where a batch ends, nothing given
 * is changed, and a row is changed only by events tagged with the identity its key begins with.
 */
export function foldsLawfully<F extends Event, R extends Row>(
  projection: Projection<F, R>,
  ...events: readonly Told<F>[]
): void {
  const history = deepFrozen(recorded(events)) as unknown as readonly Told<F>[];
  const whole = asStored(rowsOf(projection, ...history));
  expect(asStored(rowsOf(frozen(projection), ...history))).toEqual(whole);
  asOfEqualsFold(projection, ...events);
}

/** The same, given each row as it comes back from the table, and not to be edited. */
const frozen = <F extends Event, R extends Row>(
  projection: Projection<F, R>,
): Projection<F, R> => ({
  ...projection,
  on: Object.fromEntries(
    Object.entries(projection.on).map(([type, apply]) => [
      type,
      (row: R | undefined, ...rest: unknown[]) =>
        (apply as (...args: unknown[]) => unknown)(row && deepFrozen(asStored(row)), ...rest),
    ]),
  ) as unknown as Projection<F, R>['on'],
});

function outcomeOf<F>(decide: () => readonly F[]): readonly F[] | Refusal {
  try {
    return decide();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const asStored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFrozen(part);
  }
  return value;
}
