import type pg from 'pg';
import { HousePool } from './house-pool.js';
import { CONNECT_MS, PROMPT } from './limits.js';

/** Options of a pool; `max` connections, 10 unless it says otherwise. */
export interface PoolOptions extends pg.PoolConfig {
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  readonly onError?: (error: Error) => void;
}

/** A pool whose broken connections never end the process; each statement has the limits `PROMPT` unless it says otherwise. */
export function createPool(url: string, options: PoolOptions = {}): pg.Pool {
  const { onError = () => undefined, ...config } = options;
  const pool = new HousePool({
    connectionString: url,
    keepAlive: true,
    application_name: 'groundswell',
    connectionTimeoutMillis: CONNECT_MS,
    ...PROMPT,
    ...config,
  });
  pool.on('error', onError);
  return pool;
}
