import { expect } from '@jest/globals';
import {
  type Actor,
  type CommandShape,
  type Decider,
  type Event,
  foldOf,
  Refusal,
} from '#eventing';
import { recorded } from './rows-of.js';
import { taggedLawfully } from './tag-laws.js';
import { begin } from './unfinished.js';

type Setting = {
  id?: string;
  now?: string;
  begunOn?: string;
  actor?: Partial<Actor & { urns: string[] }>;
};

/**
 * Given-when-then for a decider: `given(events).when(command, known).then(events)`, or `.refuses(code)`.
 * A test that leaves the end out fails. The clock stands at noon on 1 October 2025 in London, the subject is there since
 * 1 September, and the actor is a broker, unless the setting says otherwise.
 */
export function decisionsOf<C extends CommandShape, F extends Event, S, K>(
  decider: Decider<C, F, S, K>,
  setting: Setting = {},
) {
  const now = setting.now ?? '2025-10-01T11:00:00.000Z';
  const context = {
    id: setting.id ?? 'a',
    now,
    today: now.slice(0, 10),
    begunOn: setting.begunOn ?? '2025-09-01',
    actor: { id: 'broker-1', role: 'broker', urns: [] as string[], ...setting.actor },
  };
  return (...past: readonly F[]) => ({
    when: (command: C, known: K = {} as K) => {
      const end = begin(`the command ${command.type}`);
      const decide = () => decider.decide(command, foldOf(decider, past), { ...context, known });
      return {
        /** Exactly these events, and every one of them can be folded and is tagged lawfully. */
        then: (...expected: readonly F[]) => {
          end();
          const decided = decide();
          expect(decided).toEqual(expected);
          const events = [...past, ...decided];
          foldOf(decider, events);
          taggedLawfully(decider, recorded(events));
        },
        /** The rule with this code says no, and says why. */
        refuses: (code: string) => {
          end();
          const refusal = refusalOf(decide);
          expect(refusal.code).toBe(code);
          expect(refusal.detail.length).toBeGreaterThan(10);
        },
      };
    },
  });
}

function refusalOf(decide: () => unknown): Refusal {
  try {
    const decided = decide();
    throw new Error(`expected a refusal, but it decided ${JSON.stringify(decided)}`);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
