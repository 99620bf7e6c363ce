import type { Catalogue, Day, Event } from '#eventing';

/**
 * A log, by its own id.
 * @identity log
 */
export type LogId = string;

/**
 * The events of a log about itself. `LogImported` says that all events before it were taken over, unchanged and in
 * order, from the log `from`, whose chain of hashes ended in `head`.
 */
export type LogEvent = Event<
  'LogImported',
  {
    from: LogId;
    events: number;
    head: string;
    /** The day of the last of them: what processes had to do by then was done where the log came from. */
    until: Day;
  }
>;

/** Versions of the events of a log. */
export const logEvents: Catalogue<LogEvent> = {
  LogImported: 1,
};
