import type grpc from '@grpc/grpc-js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import type { Message } from 'google-protobuf';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Expected, Outcome, Proposed } from './events.js';
import {
  type BatchAppendReq,
  type BatchAppendResp,
  codes,
  shared,
  status,
  streams,
} from './protocol.js';
import { expectedOf, proposedOf, streamOf } from './requests.js';
import type { Server } from './server.js';

type Call = grpc.ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

interface Batch {
  readonly options: BatchAppendReq.Options;
  readonly events: Proposed[];
}

/** `Streams/BatchAppend`: many appends over one call, each in one or several messages, answered by correlation id. */
export const batchAppendTo =
  (server: Server) =>
  (call: Call): void => {
    const open = new Map<string, Batch>();
    call.on('data', (message: BatchAppendReq) => {
      const id = message.getCorrelationId()?.getString() ?? '';
      const options = message.getOptions() ?? open.get(id)?.options;
      if (!options) return;
      const batch = open.get(id) ?? { options, events: [] };
      open.set(id, batch);
      batch.events.push(...message.getProposedMessagesList().map(proposedOf));
      if (!message.getIsFinal()) return;
      open.delete(id);
      const [stream, expected] = [streamOf(options), expectedOf(options)];
      server.append(stream, batch.events, expected).then(
        (outcome) => {
          if (!outcome || call.cancelled) return;
          const answer = answerOf(outcome, expected, server);
          answer.setCorrelationId(message.getCorrelationId());
          answer.setStreamIdentifier(options.getStreamIdentifier());
          call.write(answer);
        },
        (error: unknown) => call.destroy(error as Error),
      );
    });
    call.on('end', () => call.end());
    call.on('error', () => undefined);
  };

function answerOf(
  outcome: Outcome | 'too large',
  expected: Expected,
  { mischief, maxAppendSize }: Server,
): BatchAppendResp {
  const resp = new streams.BatchAppendResp();
  if (outcome === 'too large') {
    const detail = new shared.MaximumAppendSizeExceeded().setMaxappendsize(maxAppendSize);
    return resp.setError(errorOf('MaximumAppendSizeExceeded', detail));
  }
  if (outcome.kind === 'deleted')
    return resp.setError(errorOf('StreamDeleted', new shared.StreamDeleted()));
  if (outcome.kind === 'conflict')
    return resp.setError(errorOf('WrongExpectedVersion', wrongVersion(outcome.current, expected)));
  const success = new streams.BatchAppendResp.Success();
  success.setCurrentRevision(String(outcome.revision));
  if (mischief.withoutPositions || outcome.position === undefined)
    success.setNoPosition(new emptyPb.Empty());
  else {
    const position = new shared.AllStreamPosition();
    position.setCommitPosition(String(outcome.position));
    position.setPreparePosition(String(outcome.position));
    success.setPosition(position);
  }
  return resp.setSuccess(success);
}

function wrongVersion(current: number, expected: Expected) {
  const wrong = new shared.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new emptyPb.Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'noStream') wrong.setExpectedNoStream(new emptyPb.Empty());
  else if (expected === 'streamExists') wrong.setExpectedStreamExists(new emptyPb.Empty());
  else if (expected === 'any') wrong.setExpectedAny(new emptyPb.Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  return wrong;
}

function errorOf(name: string, detail: Message) {
  const any = new anyPb.Any();
  any.pack(detail.serializeBinary(), `event_store.client.${name}`);
  const error = new status.Status();
  error.setCode(codes.Code.FAILED_PRECONDITION);
  error.setMessage(name);
  error.setDetails(any);
  return error;
}
