import type { CommandMap, Instruction } from '#eventing';

/**
 * Work longer than a lease, in steps that each are shorter. A step is given the input and what the steps before came to,
 * and may be tried again, by this process or another: so it changes nothing elsewhere. What the last one came to is
 * recorded by a command, with the hash of what the job was given.
 */
export interface Job<I, P, C extends CommandMap> {
  /** `<context>.<what-it-does>`. */
  readonly name: string;
  /** Where it begins. */
  readonly begin: (input: I) => P;
  /** The next step; `done` with the last. Input and progress are kept as JSON. */
  readonly step: (
    input: I,
    progress: P,
  ) => Promise<{ readonly progress: P; readonly done: boolean }>;
  /** The command that records what came of it. */
  readonly record: (input: I, result: P, inputHash: string) => Instruction<C>;
}

/** Any job, where its types no longer matter. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a job is contravariant in its input
export type AnyJob = Job<any, any, any>;
