import type grpc from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from './protocol.js';

/** A call to `Streams/Read`. */
export type ReadCall = grpc.ServerWritableStream<ReadReq, ReadResp>;

/** Writes and, when the reader is slow, waits for it. */
export async function send(call: ReadCall, answer: ReadResp): Promise<void> {
  if (call.write(answer) || call.cancelled) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      call.off('drain', go).off('cancelled', go).off('close', go);
      resolve();
    };
    call.on('drain', go).on('cancelled', go).on('close', go);
  });
}
