import grpc from '@grpc/grpc-js';
import { fault, streamDeleted } from './answers.js';
import type { Expected, Outcome } from './events.js';
import {
  type DeleteReq,
  type DeleteResp,
  streams,
  type TombstoneReq,
  type TombstoneResp,
} from './protocol.js';
import { expectedOf, streamOf } from './requests.js';
import type { Server } from './server.js';

/** `Streams/Delete`: hides what a stream holds; it may be written to again. */
export const deleteFrom =
  (server: Server) =>
  (
    call: grpc.ServerUnaryCall<DeleteReq, DeleteResp>,
    answer: grpc.sendUnaryData<DeleteResp>,
  ): void => {
    const options = call.request.getOptions()!;
    const [stream, expected] = [streamOf(options), expectedOf(options)];
    void server.writer
      .write(() => server.log.delete(stream, expected))
      .then((outcome) => {
        if (outcome.kind !== 'stored') answer(refusalOf(outcome, stream, expected));
        else {
          const at = new streams.DeleteResp.Position();
          at.setCommitPosition(String(outcome.position));
          at.setPreparePosition(String(outcome.position));
          answer(null, new streams.DeleteResp().setPosition(at));
        }
      });
  };

/** `Streams/Tombstone`: ends a stream for good. */
export const tombstoneIn =
  (server: Server) =>
  (
    call: grpc.ServerUnaryCall<TombstoneReq, TombstoneResp>,
    answer: grpc.sendUnaryData<TombstoneResp>,
  ): void => {
    const options = call.request.getOptions()!;
    const [stream, expected] = [streamOf(options), expectedOf(options)];
    void server.writer
      .write(() => server.log.tombstone(stream, expected))
      .then((outcome) => {
        if (outcome.kind !== 'stored') answer(refusalOf(outcome, stream, expected));
        else {
          const at = new streams.TombstoneResp.Position();
          at.setCommitPosition(String(outcome.position));
          at.setPreparePosition(String(outcome.position));
          answer(null, new streams.TombstoneResp().setPosition(at));
        }
      });
  };

const numbers = { any: '-2', noStream: '-1', streamExists: '-4' };

function refusalOf(outcome: Outcome, stream: string, expected: Expected) {
  if (outcome.kind !== 'conflict') return streamDeleted(stream);
  return fault(grpc.status.FAILED_PRECONDITION, 'wrong-expected-version', {
    'stream-name': stream,
    'expected-version': typeof expected === 'bigint' ? String(expected) : numbers[expected],
    'actual-version': String(outcome.current),
  });
}
