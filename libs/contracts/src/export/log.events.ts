import type { Catalogue, Day, Fact } from '#eventing';

/**
 * The facts of a log about itself. `LogImported` says that all facts before it were taken over, unchanged and in
 * order, from the log `from`, whose chain of hashes ended in `head`.
 */
export type LogEvent = Fact<
  'LogImported',
  {
    from: string;
    facts: number;
    head: string;
    /** The day of the last of them: what processes had to do by then was done where the log came from. */
    until: Day;
  }
>;

/** Versions and identities of the facts of a log. */
export const logEvents: Catalogue<LogEvent> = {
  LogImported: { version: 1, about: (d) => [`log:${d.from}`] },
};
