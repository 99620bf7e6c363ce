import { eventAnswer, notFound, streamDeleted } from './answers.js';
import type { Stored } from './events.js';
import { sieveOf } from './filter.js';
import { type ReadReq, streams } from './protocol.js';
import { streamOf } from './requests.js';
import type { Server } from './server.js';
import { type ReadCall, send } from './speak.js';
import { subscribe } from './subscribe.js';

/** `Streams/Read`: a stream or the whole log, either way, or a subscription. */
export const readFrom =
  (server: Server) =>
  (call: ReadCall): void => {
    call.on('error', () => undefined);
    const options = call.request.getOptions();
    if (!options) {
      call.destroy(new Error('a read without options'));
      return;
    }
    const speaking = options.hasSubscription()
      ? subscribe(server, call, options)
      : answer(server, call, options);
    speaking.catch((error: unknown) => call.destroy(error as Error));
  };

async function answer(server: Server, call: ReadCall, options: ReadReq.Options): Promise<void> {
  const found = options.hasAll() ? wholeLog(server, options) : oneStream(server, options);
  if (found === 'tombstone') {
    call.emit('error', streamDeleted(streamOf(options.getStream())));
    return;
  }
  await server.mischief.wait();
  if (!found) {
    call.write(notFound(streamOf(options.getStream())));
    call.end();
    return;
  }
  let left = Number(options.getCount());
  const sieve = sieveOf(options);
  for (const event of found) {
    if (left === 0 || call.cancelled) break;
    if (!sieve.wants(event)) continue;
    left--;
    await send(call, eventAnswer(event));
  }
  call.end();
}

const isBackwards = (options: ReadReq.Options): boolean =>
  options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS;

/** From a position on, that one included; backwards without it. */
function* wholeLog({ log }: Server, options: ReadReq.Options): Generator<Stored> {
  const where = options.getAll();
  const position = where?.getPosition();
  const at = position ? log.indexAt(BigInt(position.getCommitPosition())) : 0;
  const end = log.visible;
  if (isBackwards(options))
    for (let i = (position ? at : where?.hasEnd() ? end : 0) - 1; i >= 0; i--) yield log.all[i]!;
  else for (let i = where?.hasEnd() ? end : at; i < end; i++) yield log.all[i]!;
}

function oneStream({ log }: Server, options: ReadReq.Options) {
  const where = options.getStream();
  const events = log.read(streamOf(where));
  if (!events || events === 'tombstone') return events;
  const revision = where?.hasRevision() ? Number(where.getRevision()) : undefined;
  if (!isBackwards(options))
    return where?.hasEnd() ? [] : events.filter((it) => it.revision >= (revision ?? 0));
  if (where?.hasStart()) return events.slice(0, 1);
  return events.filter((it) => it.revision <= (revision ?? Infinity)).reverse();
}
