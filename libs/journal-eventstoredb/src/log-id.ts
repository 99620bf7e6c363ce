import { randomUUID } from 'node:crypto';
import type { Client } from './client.js';
import { LOG_STREAM } from './events.js';
import { BegunInAnotherFormat, ConnectionLost, Unreachable, WrongRevision } from './faults.js';
import { Patience } from './patience.js';

const PATIENCE_MS = 15_000;

/** How events are kept. What keeps them in a way that this program would misread is another number. */
const FORMAT = 1;

interface Identity {
  readonly logId: string;
  readonly format?: number;
}

/**
 * The identity of the log; whoever opens it first gives it one, and of several who do at once the server takes one. Waits
 * so long for a server. Throws `BegunInAnotherFormat` for a log of a version that kept events otherwise.
 */
export async function logIdOf(client: Client, patienceMs = PATIENCE_MS): Promise<string> {
  const patience = new Patience(patienceMs);
  for (;;) {
    try {
      const [written] = await client.readStream(LOG_STREAM, { limit: 1, backwards: false });
      if (written) {
        const { logId, format } = written.data as unknown as Identity;
        if (format !== FORMAT) throw new BegunInAnotherFormat();
        return logId;
      }
      const data: Identity = { logId: randomUUID(), format: FORMAT };
      const named = { id: randomUUID(), type: 'LogNamed', data };
      await client.append(LOG_STREAM, [{ ...named, metadata: {} }], 'noStream');
    } catch (error) {
      if (error instanceof WrongRevision) continue;
      if (!(error instanceof ConnectionLost)) throw error;
      if (!(await patience.wait())) throw new Unreachable(error);
    }
  }
}
