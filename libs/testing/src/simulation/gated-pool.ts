import type pg from 'pg';
import { Blocked } from './call.js';
import type { Session, SimulatedDatabase } from './database.js';
import type { SimulatedNode } from './node.js';

/** A pool of connections as one node sees it: every call waits for the schedule. */
export function gatedPool(node: SimulatedNode, database: SimulatedDatabase): pg.Pool {
  const ready = (): boolean => database.session === undefined;
  const pool = {
    // beside a transaction of its own a node may ask for more, as long as no lock is in the way
    query: (...args: readonly unknown[]) => {
      let behind: Session | undefined;
      const send = () =>
        database.query(args).catch((error: unknown) => {
          if (error instanceof Blocked) behind = database.session;
          throw error;
        });
      const mayGo = (): boolean =>
        ready() || (database.session?.owner === node && database.session !== behind);
      return node.call(words(args), send, { ready: mayGo });
    },
    connect: async () =>
      clientOf(
        node,
        database,
        await node.call('connect', () => database.connect(node), {
          ready,
          cut: () => database.release(database.session),
        }),
      ),
    on: () => pool,
    off: () => pool,
  };
  return pool as unknown as pg.Pool;
}

function clientOf(node: SimulatedNode, database: SimulatedDatabase, session: Session) {
  const client = {
    query: (...args: readonly unknown[]) =>
      node.call(`in transaction: ${words(args)}`, () => database.queryIn(session, args), {
        cut: () => session.cut(),
      }),
    on: () => client,
    off: () => client,
    once: () => client,
    removeListener: () => client,
    release: () => database.release(session),
  };
  return client;
}

/** The first words of a statement, for the trace. */
function words([statement]: readonly unknown[]): string {
  const text =
    typeof statement === 'string' ? statement : ((statement as { text?: string }).text ?? '');
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 60);
}
