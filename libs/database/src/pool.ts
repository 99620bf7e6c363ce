import pg from 'pg';

/** Options of a pool; `max` connections, 10 unless it says otherwise. */
export interface PoolOptions extends pg.PoolConfig {
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  readonly onError?: (error: Error) => void;
}

/** A pool whose broken connections never end the process. */
export function createPool(url: string, options: PoolOptions = {}): pg.Pool {
  const { onError = () => undefined, ...config } = options;
  const pool = new pg.Pool({
    connectionString: url,
    keepAlive: true,
    application_name: 'groundswell',
    connectionTimeoutMillis: 10_000,
    ...config,
  });
  pool.on('error', onError);
  // one that breaks in the hands of a caller between two queries fails the next query, and nothing else
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
