import type { EventStore, Recorded } from '#eventing';
import { reasonOf } from '../operators/parked.js';
import type { Reaction } from './reaction.js';
import type { Attempts } from './attempts.js';
import { settling, type Settled, type Waiting } from './due-commands.js';
import type { ProcessSession } from './process-session.js';

/** What commands of a day are sent with. */
export interface Means {
  readonly reaction: Reaction;
  readonly attempts: Attempts;
  readonly store: EventStore;
}

/** Sends what is due, each judged anew and settled by itself, for as long as it leads. Throws `LeaseLost`. */
export async function actOnTheDay(
  session: ProcessSession,
  means: Means,
  signal: AbortSignal,
): Promise<void> {
  const { lease, agenda } = session;
  // whoever does not lead any more sends nothing
  await lease.pass(lease.position);
  for (const due of await agenda.due()) {
    if (signal.aborted) return;
    const [event] = await means.store.readStream(due.stream, { from: due.revision, limit: 1 });
    if (event?.id !== due.eventId) await settle(session, due, 'dropped');
    else if (session.leavesOut(event)) await settle(session, due, 'discarded');
    else await send(session, means, due, event);
  }
}

async function send(
  session: ProcessSession,
  { reaction, attempts }: Means,
  due: Waiting,
  event: Recorded,
): Promise<void> {
  const { lease } = session;
  try {
    const outcome = await reaction.due(event, due.place);
    if (typeof outcome === 'string') {
      await settle(session, due, outcome);
      return;
    }
    const refused = settling(session.follower, { ...due, state: 'refused' }, session.now());
    await session.keep(lease.position, { planned: [], refused: [outcome] }, [refused]);
  } catch (error) {
    await attempts.givenUp(lease, `${due.eventId} ${due.place}`, error);
    const parked = settling(session.follower, { ...due, state: 'parked' }, session.now());
    const waiting = [{ key: event.stream, event, error: reasonOf(error) }];
    await session.move(lease.position, [parked], waiting);
  }
}

const settle = (session: ProcessSession, due: Waiting, state: Settled['state']): Promise<void> =>
  session.move(session.lease.position, [
    settling(session.follower, { ...due, state }, session.now()),
  ]);
