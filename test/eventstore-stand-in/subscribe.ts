import grpc from '@grpc/grpc-js';
import { caughtUp, checkpoint, confirmation, eventAnswer, streamDeleted } from './answers.js';
import type { Stored } from './events.js';
import { type Sieve, sieveOf } from './filter.js';
import type { ReadReq } from './protocol.js';
import { streamOf } from './requests.js';
import type { Server } from './server.js';
import { type ReadCall, send } from './speak.js';

/** A subscription: confirmed, then what there is, the mark of having caught up, then what comes. */
export async function subscribe(
  { log, mischief }: Server,
  call: ReadCall,
  options: ReadReq.Options,
): Promise<void> {
  const stop = new AbortController();
  const end = () => {
    stop.abort();
    call.end();
  };
  const fail = () => {
    stop.abort();
    call.emit('error', { code: grpc.status.UNAVAILABLE, details: 'dropped' });
  };
  const running = { end, fail };
  mischief.subscriptions.add(running);
  call.on('cancelled', () => stop.abort()).on('close', () => stop.abort());
  const over = () => stop.signal.aborted || call.cancelled;
  const sieve = wanted(options);
  const { checkpointEvery } = sieve;
  try {
    await send(call, confirmation());
    let at = startOf(log, options);
    let considered = 0;
    let live = false;
    while (!over()) {
      while (at < log.visible && !over()) {
        const event = log.all[at++]!;
        if (mischief.mute) continue;
        if (sieve.wants(event)) {
          await mischief.wait();
          if (over()) return;
          if (mischief.repeat && at > 1 && sieve.wants(log.all[at - 2]!))
            await send(call, eventAnswer(log.all[at - 2]!));
          await send(call, eventAnswer(event));
          if (mischief.repeat) await send(call, eventAnswer(event));
          if (event.type === '$streamDeleted' && options.hasStream()) {
            call.emit('error', streamDeleted(event.stream));
            return;
          }
        }
        if (checkpointEvery && ++considered % checkpointEvery === 0)
          await send(call, checkpoint(event.position));
      }
      if (!live && !over() && !mischief.mute) {
        live = true;
        const last = log.all[at - 1];
        if (checkpointEvery && last) await send(call, checkpoint(last.position));
        await send(call, caughtUp());
      }
      await log.news(at, stop.signal);
    }
  } finally {
    mischief.subscriptions.delete(running);
  }
}

/** The index of the first event after what the subscriber has. */
function startOf(log: Server['log'], options: ReadReq.Options): number {
  const all = options.getAll();
  if (all?.hasEnd() || options.getStream()?.hasEnd()) return log.visible;
  const position = all?.getPosition();
  return position ? log.indexAt(BigInt(position.getCommitPosition()) + 1n) : 0;
}

/** Of a stream, what comes after a revision; of the log, what comes through the filter. */
function wanted(options: ReadReq.Options): Sieve {
  const stream = options.getStream();
  if (!stream) return sieveOf(options);
  const name = streamOf(stream);
  const after = stream.hasRevision() ? Number(stream.getRevision()) : -1;
  return { wants: (it: Stored) => it.stream === name && it.revision > after };
}
