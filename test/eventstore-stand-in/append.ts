import grpc from '@grpc/grpc-js';
import { fault, streamDeleted } from './answers.js';
import type { Expected, Outcome, Proposed } from './events.js';
import type { Server } from './server.js';
import { type AppendReq, type AppendResp, shared, streams } from './protocol.js';
import { expectedOf, proposedOf, streamOf } from './requests.js';

type Call = grpc.ServerReadableStream<AppendReq, AppendResp>;
type Answer = grpc.sendUnaryData<AppendResp>;

/** `Streams/Append`: one append, its events one by one. A conflict is an answer like any other. */
export const appendTo =
  (server: Server) =>
  (call: Call, answer: Answer): void => {
    let options: AppendReq.Options | undefined;
    const events: Proposed[] = [];
    call.on('data', (message: AppendReq) => {
      if (message.hasOptions()) options = message.getOptions();
      else events.push(proposedOf(message.getProposedMessage()));
    });
    call.on('end', () => setImmediate(take));
    const take = (): void => {
      // a call whose connection broke ends too, and only then is said to be cancelled
      if (!options || events.length === 0 || call.cancelled) return;
      const [stream, expected] = [streamOf(options), expectedOf(options)];
      server.append(stream, events, expected).then(
        (outcome) => {
          if (outcome === 'too large') answer(tooLarge(server.maxAppendSize));
          else if (outcome?.kind === 'deleted') answer(streamDeleted(stream));
          else if (outcome) answer(null, answerOf(outcome, expected, server));
        },
        (error: unknown) => answer({ code: grpc.status.UNAVAILABLE, details: String(error) }),
      );
    };
    call.on('error', () => undefined);
  };

const tooLarge = (limit: number) =>
  fault(grpc.status.INVALID_ARGUMENT, 'maximum-append-size-exceeded', {
    'maximum-append-size': String(limit),
  });

function answerOf(
  outcome: Exclude<Outcome, { kind: 'deleted' }>,
  expected: Expected,
  { mischief }: Server,
): AppendResp {
  const { AppendResp: Resp } = streams;
  if (outcome.kind === 'conflict') {
    const wrong = new Resp.WrongExpectedVersion();
    if (outcome.current < 0) wrong.setCurrentNoStream(new shared.Empty());
    else wrong.setCurrentRevision(String(outcome.current));
    if (expected === 'noStream') wrong.setExpectedNoStream(new shared.Empty());
    else if (expected === 'streamExists') wrong.setExpectedStreamExists(new shared.Empty());
    else if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
    else wrong.setExpectedRevision(String(expected));
    return new Resp().setWrongExpectedVersion(wrong);
  }
  const success = new Resp.Success().setCurrentRevision(String(outcome.revision));
  if (mischief.withoutPositions || outcome.position === undefined)
    success.setNoPosition(new shared.Empty());
  else {
    const position = new Resp.Position();
    position.setCommitPosition(String(outcome.position));
    position.setPreparePosition(String(outcome.position));
    success.setPosition(position);
  }
  return new Resp().setSuccess(success);
}
