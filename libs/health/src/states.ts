/** How much of its service the house gives in a state. */
export type Serves = 'everything' | 'reads' | 'nothing';

/** A state: what it means, and what somebody should do. */
export interface State {
  readonly serves: Serves;
  readonly means: string;
  readonly do: string;
}

/**
 * Every state that the house names, in these words only: `/readyz`, `groundswell doctor` and the metric
 * `groundswell_state` say them alike, and docs/guides/states.md lists them.
 */
export const states = {
  ready: {
    serves: 'everything',
    means: 'Everything is as it should be.',
    do: 'Nothing.',
  },
  closing: {
    serves: 'nothing',
    means: 'The process was told to end, and finishes what is under way.',
    do: 'Send requests to another process, or wait until it is started again.',
  },
  building: {
    serves: 'nothing',
    means: 'Read models are being built at the version of this program, or none is there yet.',
    do: 'Wait; `groundswell projections list` tells how far they are.',
  },
  'database-away': {
    serves: 'nothing',
    means: 'Nobody answers at the address of the database, or it takes nobody in.',
    do: 'Start it, or set DATABASE_URL right. The house finds it again by itself.',
  },
  'database-stopped': {
    serves: 'nothing',
    means: 'The database is there and does not answer: its process is stopped, or its host hangs.',
    do: 'Let it go on, or end it and start it again. The house finds it again by itself.',
  },
  'database-read-only': {
    serves: 'reads',
    means: 'The database can be read and not written, as a standby after a fail-over.',
    do: 'Promote it, or lead DATABASE_URL to the one that can be written. The house finds it by itself.',
  },
  'log-away': {
    serves: 'nothing',
    means: 'The event store does not answer.',
    do: 'Start it, or set EVENTSTORE_URL right. The house finds it again by itself.',
  },
  'log-restored': {
    serves: 'nothing',
    means:
      'The log does not have events any more that this house has seen: an earlier copy of it was restored.',
    do: 'Restore the log up to where it was: all goes on by itself. If that is lost for good, let the read models begin again (docs/guides/states.md).',
  },
  'restart-needed': {
    serves: 'nothing',
    means:
      'Log and read models were restored to an earlier point together, under this process: what it remembers is not so any more.',
    do: 'Start this process again; a supervisor that looks at /livez does.',
  },
  'checkpoint-beyond-head': {
    serves: 'nothing',
    means: 'A read model or process says that it has applied more than the log has.',
    do: 'As for log-restored; if the log is right, rebuild that read model.',
  },
  'notifications-full': {
    serves: 'everything',
    means:
      'The queue of notifications of PostgreSQL is full: other processes hear of news some seconds late.',
    do: 'End the session that listens and does not read (`pg_stat_activity`, idle in transaction). It is over by itself then.',
  },
  'clock-ahead': {
    serves: 'everything',
    means: 'The clock of this process is more than a minute ahead of that of the database.',
    do: 'Set the clock of the machine right; what is recorded meanwhile is dated wrongly.',
  },
  'clock-behind': {
    serves: 'everything',
    means: 'The clock of this process is more than a minute behind that of the database.',
    do: 'Set the clock of the machine right; what is recorded meanwhile is dated wrongly.',
  },
  'event-from-ahead': {
    serves: 'everything',
    means:
      'An event of the log was recorded by a clock days ahead of those around it. It counts as recorded when they were.',
    do: 'Find out which process recorded it, by its actor and its time, and set that clock right. The event stays as it is.',
  },
  'event-from-behind': {
    serves: 'everything',
    means:
      'An event of the log was recorded by a clock days behind those around it. It counts as recorded when they were.',
    do: 'Find out which process recorded it, by its actor and its time, and set that clock right. The event stays as it is.',
  },
  'follower-failing': {
    serves: 'everything',
    means:
      'A read model or process cannot go on and tries again; what it serves is of an earlier position.',
    do: 'Read why: `groundswell projections list`.',
  },
  'events-parked': {
    serves: 'everything',
    means: 'Events wait for an operator, as they could not be applied.',
    do: '`groundswell projections parked NAME` says which and why.',
  },
} as const satisfies Record<string, State>;

/** The word for a state. */
export type StateWord = keyof typeof states;
