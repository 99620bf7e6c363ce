import type { Envelope, Recorded } from '#eventing';
import { positionOf } from './position.js';
import type { ServerEvent } from './server-event.js';

/** The stream that holds the identity of the log. */
export const LOG_STREAM = 'groundswell.log-identity';

/**
 * The event that an event is: none for what the server writes for itself (metadata, tombstones, links), for the
 * identity of the log, and for what somebody else wrote without an envelope.
 */
export function eventOf(event: ServerEvent): Recorded | undefined {
  const { id, streamId: stream, type, isJson, data, metadata, revision } = event;
  if (!isJson || type.startsWith('$') || stream.startsWith('$') || stream === LOG_STREAM)
    return undefined;
  if (typeof metadata !== 'object' || !('commandId' in metadata)) return undefined;
  const meta = metadata as unknown as Envelope;
  const position = positionOf(event.position);
  return { ...meta, id, stream, revision: Number(revision), position, type, data };
}
