import type { RecordedEvent } from '@eventstore/db-client';

/** Where an event stands in the log of the server. */
export interface Place {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** An event as the server has it. */
export type ServerEvent = Pick<
  RecordedEvent,
  'id' | 'streamId' | 'type' | 'isJson' | 'data' | 'metadata'
> & { readonly revision: bigint; readonly position?: Place };

/** What a subscription tells, in the order in which the server told it. */
export interface Listening {
  event(event: ServerEvent): void;
  /** The log was looked through up to here. */
  passed(place: Place): void;
  caughtUp(): void;
  /** It is over, whatever the reason. */
  broken(fault: Error): void;
}

/** A subscription under way. */
export interface Subscribed {
  pause(): void;
  resume(): void;
  stop(): void;
}
