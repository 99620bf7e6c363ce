import type { Catalogue, Day, Fact } from '#eventing';

/**
 * A log, by its own id.
 * @identity log
 */
export type LogId = string;

/**
 * The facts of a log about itself. `LogImported` says that all facts before it were taken over, unchanged and in
 * order, from the log `from`, whose chain of hashes ended in `head`.
 */
export type LogEvent = Fact<
  'LogImported',
  {
    from: LogId;
    facts: number;
    head: string;
    /** The day of the last of them: what processes had to do by then was done where the log came from. */
    until: Day;
  }
>;

/** Versions of the facts of a log. */
export const logEvents: Catalogue<LogEvent> = {
  LogImported: 1,
};
