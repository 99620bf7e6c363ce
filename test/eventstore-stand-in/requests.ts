import type { Expected, Proposed } from './events.js';
import type { AppendReq, BatchAppendReq } from './protocol.js';

interface Identified {
  getStreamIdentifier(): { getStreamName_asU8(): Uint8Array } | undefined;
}

/** The stream that a request names. */
export const streamOf = (options: Identified | undefined): string =>
  Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');

/** What a request expects of its stream. */
export function expectedOf(options: {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
  getRevision?(): string;
  getStreamPosition?(): string;
}): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'noStream';
  if (options.hasStreamExists()) return 'streamExists';
  return BigInt(options.getRevision?.() ?? options.getStreamPosition?.() ?? 0);
}

/** An event that a request proposes. */
export function proposedOf(
  message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage | undefined,
): Proposed {
  if (!message) throw new Error('a request without an event');
  const words = message.getMetadataMap();
  return {
    id: (message.getId()?.getString() ?? '').toLowerCase(),
    type: words.get('type') ?? '',
    contentType: words.get('content-type') ?? '',
    data: message.getData_asU8(),
    custom: message.getCustomMetadata_asU8(),
  };
}
