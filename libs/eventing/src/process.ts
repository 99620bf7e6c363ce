import type { CommandShape } from './decider.js';
import type { Fact, Recorded } from './message.js';

/** A command for an aggregate, by the category of its stream. */
export interface Instruction {
  readonly category: string;
  readonly id: string;
  readonly command: CommandShape & Record<string, unknown>;
}

/**
 * A fact here, a command there. Each instruction's command id is derived from the process, the fact and its
 * place in the list, so that handling a fact twice acts once. A process lives with the commands it sends.
 */
export interface Process<F extends Fact = Fact> {
  /** `<context>.<what-it-does>`; renaming it would make it act again. */
  readonly name: string;
  readonly on: {
    readonly [T in F['type']]: (fact: Recorded<Extract<F, { type: T }>>) => readonly Instruction[];
  };
}
