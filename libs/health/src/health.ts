import { type State, states, type StateWord } from './states.js';

/** A state that the house is in; the detail is for those who look after it, and for nobody else. */
export interface Condition {
  readonly state: StateWord;
  readonly detail?: string;
}

/** How a follower of the log does, as anybody may know it. */
export interface FollowerHealth {
  readonly name: string;
  readonly version: number;
  readonly kind: string;
  readonly live: boolean;
  readonly position: string;
  /** How long ago it last had everything, in milliseconds; null when that cannot be told. */
  readonly lagMs: number | null;
  /** Who holds its lease: this process, another one, or nobody. */
  readonly lease: 'here' | 'elsewhere' | 'nobody';
  readonly parkedKeys: number;
  /** Events that wait for an operator, and commands of a process that a rule refused; null when nobody can tell. */
  readonly parkedEvents: number | null;
  readonly refusedCommands: number | null;
}

/** Everything that was looked at. */
export interface Health {
  /** Never empty: `ready` when there is nothing else to say. */
  readonly conditions: readonly Condition[];
  readonly database: 'writable' | 'readable' | 'stopped' | 'away';
  readonly log: { readonly kind: string; readonly state: Health['database'] };
  /** The position of the last event of the log; null when nobody knows. */
  readonly head: string | null;
  readonly followers: readonly FollowerHealth[];
  /** What else those who look after the house may see: names of hosts and processes are here only. */
  readonly confidential?: unknown;
}

/** In one word: `degraded` serves everything, and somebody should look after it. */
export type Status = 'ready' | 'degraded' | 'reads only' | 'not ready';

/** The status that some conditions come to. */
export function statusOf(conditions: readonly Condition[]): Status {
  const serves = conditions.map(({ state }) => (states[state] as State).serves);
  if (serves.includes('nothing')) return 'not ready';
  if (serves.includes('reads')) return 'reads only';
  return conditions.every(({ state }) => state === 'ready') ? 'ready' : 'degraded';
}
