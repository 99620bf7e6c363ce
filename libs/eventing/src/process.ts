import type { CommandShape } from './decider.js';
import type { Event, Recorded } from './message.js';
import type { Day } from './words.js';

/** The commands of one category of streams: `To<'intelligence.need', NeedCommand>`; joined by `&` for several. */
export type To<K extends string, C extends CommandShape> = Readonly<Record<K, C>>;

/** Commands by the category of the streams in which they are decided. */
export type CommandMap = Readonly<Record<string, CommandShape>>;

/** A command whose class somebody else has. */
type Plain = CommandShape & Readonly<Record<string, unknown>>;

/** A command for an aggregate, by the category of its stream: only one that its map knows, where it has one. */
export type Instruction<C extends CommandMap = Readonly<Record<string, Plain>>> = {
  readonly [K in keyof C & string]: {
    readonly category: K;
    readonly id: string;
    readonly command: C[K];
    /** The first day in London on which it is sent; at once without one. */
    readonly notBefore?: Day;
  };
}[keyof C & string];

/**
 * An event here, a command there, at once or not before a day. Each instruction's command id is derived from the
 * process, the event and its place in the list, so that handling an event twice acts once. A process lives with the
 * commands it sends.
 */
export interface Process<F extends Event, C extends CommandMap> {
  /** `<context>.<what-it-does>`; renaming it would make it act again. */
  readonly name: string;
  /** Where it begins when a log knows it first: with what is recorded from then on, or with the first event there is. */
  readonly from: 'installation' | 'beginning';
  readonly on: {
    readonly [T in F['type']]: (
      event: Recorded<Extract<F, { type: T }>>,
    ) => readonly Instruction<C>[];
  };
}

/** Any process, where its types no longer matter: the runner and the registry. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a process is contravariant in its events
export type AnyProcess = Process<any, any>;

/** What a process answers to an event, in order; nothing to one that it does not know. */
export function answersOf(
  process: AnyProcess,
  event: Recorded,
): readonly Instruction<CommandMap>[] {
  if (!Object.hasOwn(process.on, event.type)) return [];
  const on = process.on as Record<string, (event: Recorded) => readonly Instruction<CommandMap>[]>;
  return on[event.type]?.(event) ?? [];
}
