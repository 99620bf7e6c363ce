import type { StreamingRead } from '@eventstore/db-client';
import { ConnectionLost } from './faults.js';

/** Everything that a read brings; lost when the server is silent for too long, or breaks off. */
export function collect<E>(reading: StreamingRead<E>, silenceMs: number): Promise<E[]> {
  return new Promise((resolve, reject) => {
    const found: E[] = [];
    const silent = setTimeout(() => {
      reading.cancel().catch(() => undefined);
      reject(new ConnectionLost('the server is silent'));
    }, silenceMs);
    reading.on('data', (event: E) => {
      found.push(event);
      silent.refresh();
    });
    reading.once('end', () => {
      clearTimeout(silent);
      resolve(found);
    });
    // it stays: an error that nobody listens to would end the process
    reading.on('error', (error) => {
      clearTimeout(silent);
      reject(error);
    });
  });
}
