import grpc from '@grpc/grpc-js';
import type { Stored } from './events.js';
import { type ReadResp, shared, streams } from './protocol.js';

const { ReadResp: Resp } = streams;

/** The revision of what ends a stream for good. */
const LAST_REVISION = '9223372036854775807';

/** One event, as a read or a subscription sends it. */
export function eventAnswer(stored: Stored): ReadResp {
  const event = new Resp.ReadEvent.RecordedEvent();
  event.setId(new shared.UUID().setString(stored.id));
  event.setStreamIdentifier(identifierOf(stored.stream));
  event.setStreamRevision(
    stored.type === '$streamDeleted' ? LAST_REVISION : String(stored.revision),
  );
  event.setCommitPosition(String(stored.position));
  event.setPreparePosition(String(stored.position));
  event
    .getMetadataMap()
    .set('type', stored.type)
    .set('content-type', stored.contentType)
    .set('created', String(stored.created));
  event.setData(stored.data);
  event.setCustomMetadata(stored.custom);
  const read = new Resp.ReadEvent().setEvent(event).setCommitPosition(String(stored.position));
  return new Resp().setEvent(read);
}

/** There is no such stream: an answer like any other. */
export const notFound = (stream: string): ReadResp =>
  new Resp().setStreamNotFound(new Resp.StreamNotFound().setStreamIdentifier(identifierOf(stream)));

/** The subscription stands. */
export const confirmation = (): ReadResp =>
  new Resp().setConfirmation(
    new Resp.SubscriptionConfirmation().setSubscriptionId(crypto.randomUUID()),
  );

/** So far the log was looked through. */
export function checkpoint(position: bigint): ReadResp {
  const at = new Resp.Checkpoint();
  at.setCommitPosition(String(position));
  at.setPreparePosition(String(position));
  return new Resp().setCheckpoint(at);
}

/** There is nothing more just now. */
export const caughtUp = (): ReadResp => new Resp().setCaughtUp(new Resp.CaughtUp());

/** A stream's name on the wire. */
export const identifierOf = (stream: string) =>
  new shared.StreamIdentifier().setStreamName(new Uint8Array(Buffer.from(stream)));

/** A fault in the form that the server has for it: a status, and what it is about among the trailers. */
export function fault(
  code: grpc.status,
  exception: string,
  about: Readonly<Record<string, string>> = {},
): Partial<grpc.StatusObject> {
  const metadata = new grpc.Metadata();
  metadata.set('exception', exception);
  for (const [name, value] of Object.entries(about)) metadata.set(name, value);
  return { code, details: exception, metadata };
}

/** The stream was ended for good, or does not exist any more. */
export const streamDeleted = (stream: string) =>
  fault(grpc.status.FAILED_PRECONDITION, 'stream-deleted', { 'stream-name': stream });
