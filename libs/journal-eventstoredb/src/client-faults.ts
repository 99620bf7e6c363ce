import { ErrorType } from '@eventstore/db-client';
import { ConnectionLost, TooLarge, WrongRevision } from './faults.js';

interface Said {
  readonly code?: unknown;
  readonly type?: unknown;
  readonly message?: unknown;
  readonly actualVersion?: bigint | 'no_stream';
  readonly maxAppendSize?: number;
}

/** Of gRPC: cancelled, deadline exceeded, aborted, unavailable. */
const LOST: readonly unknown[] = [1, 4, 10, 14];
const TOO_LARGE = 8;
const BROKE_OFF =
  /RST_STREAM|ECONN|EPIPE|socket hang up|stream (was )?(closed|destroyed)|write after end|Failed to discover/i;

/**
 * What went wrong, in our words. Besides its own classes the client throws raw errors of gRPC, such as code 14 when
 * nobody answers: what counts is the code.
 */
export function faultOf(error: unknown, stream = 'the log'): Error {
  const said = error as Said;
  if (said.type === ErrorType.WRONG_EXPECTED_VERSION)
    return new WrongRevision(said.actualVersion === 'no_stream' ? -1 : Number(said.actualVersion));
  if (said.type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED || said.code === TOO_LARGE)
    return new TooLarge(stream, said.maxAppendSize);
  if (said.type === ErrorType.STREAM_DELETED)
    return new Error(`${stream}: the stream was deleted for good; nothing can be appended to it`, {
      cause: error,
    });
  if (said.type === ErrorType.ACCESS_DENIED)
    return new Error('the event store refuses this user: check the name and password in its URL', {
      cause: error,
    });
  const lost =
    said.type === ErrorType.NOT_LEADER ||
    LOST.includes(said.code) ||
    BROKE_OFF.test(String(said.message));
  if (lost) return new ConnectionLost(error);
  return error instanceof Error ? error : new Error(String(error));
}

/** Whether a read found no stream: one that nobody wrote to, or that was deleted. */
export function isNoStream(error: unknown): boolean {
  const { type } = error as Said;
  return type === ErrorType.STREAM_NOT_FOUND || type === ErrorType.STREAM_DELETED;
}

/** Whether the server says of a stream that it was deleted: for good, or so that whoever expects it cannot append. */
export const isDeleted = (error: unknown): boolean =>
  (error as Said).type === ErrorType.STREAM_DELETED;

/** Unknown and invalid argument, of gRPC. */
const NO_PLACE: readonly unknown[] = [2, 3];

/** Whether a read of the log was refused because no event stands where it was to begin. */
export function isNoPlace(error: unknown): boolean {
  const { code, message } = error as Said;
  return NO_PLACE.includes(code) || /InvalidPosition|invalid position/i.test(String(message));
}
