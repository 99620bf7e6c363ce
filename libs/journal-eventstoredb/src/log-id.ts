import { randomUUID } from 'node:crypto';
import type { Client } from './client.js';
import { LOG_STREAM } from './events.js';
import { ConnectionLost, Unreachable, WrongRevision } from './faults.js';
import { Patience } from './patience.js';

const PATIENCE_MS = 15_000;

/** The identity of the log; whoever opens it first gives it one, and of several who do at once the server takes one. Waits so long for a server. */
export async function logIdOf(client: Client, patienceMs = PATIENCE_MS): Promise<string> {
  const patience = new Patience(patienceMs);
  for (;;) {
    try {
      const [written] = await client.readStream(LOG_STREAM, { limit: 1, backwards: false });
      if (written) return (written.data as { logId: string }).logId;
      const named = { id: randomUUID(), type: 'LogNamed', data: { logId: randomUUID() } };
      await client.append(LOG_STREAM, [{ ...named, metadata: {} }], 'noStream');
    } catch (error) {
      if (error instanceof WrongRevision) continue;
      if (!(error instanceof ConnectionLost)) throw error;
      if (!(await patience.wait())) throw new Unreachable(error);
    }
  }
}
