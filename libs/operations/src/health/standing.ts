import type pg from 'pg';
import type { Condition, Health } from '#health';

/** How long one question to a server may take before it counts as not answering, in milliseconds. */
const ANSWER_MS = 4_000;

/** The server is there and said nothing in time. */
export class NoAnswer extends Error {
  /** As the network has it. */
  readonly code = 'ETIMEDOUT';

  constructor() {
    super(`no answer within ${ANSWER_MS} ms`);
    this.name = 'NoAnswer';
  }
}

/** What is asked of a server, or `NoAnswer` when it takes too long. */
export async function inTime<T>(asked: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), ANSWER_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What the database says of itself. */
export interface Standing {
  readonly state: Health['database'];
  /** Its clock, in milliseconds since 1970, and how full its queue of notifications is; when it answered. */
  readonly now?: number;
  readonly queue?: number;
  /** Why it did not. */
  readonly error?: string;
}

/** Asks the database how it is; answers in a few seconds whatever becomes of it. */
export async function standingOf(pool: pg.Pool): Promise<Standing> {
  try {
    const { rows } = await inTime(
      pool.query<{ read_only: boolean; now: number; queue: number }>(
        `select current_setting('transaction_read_only')::boolean as read_only,
           (extract(epoch from clock_timestamp()) * 1000)::float8 as now,
           pg_notification_queue_usage() as queue`,
      ),
    );
    const { read_only = false, now = 0, queue = 0 } = rows[0] ?? {};
    return { state: read_only ? 'readable' : 'writable', now, queue };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const isSilent = code === 'ETIMEDOUT' || /timeout/.test(message);
    return { state: isSilent ? 'stopped' : 'away', error: message };
  }
}

/** From here on a queue of notifications counts as full. */
const FULL = 0.9;

/** The states that come of it. */
export function databaseConditions({ state, queue = 0, error = '' }: Standing): Condition[] {
  if (state === 'away') return [{ state: 'database-away', detail: error }];
  if (state === 'stopped') return [{ state: 'database-stopped', detail: error }];
  if (state === 'readable') return [{ state: 'database-read-only' }];
  return queue < FULL ? [] : [{ state: 'notifications-full', detail: `${queue * 100} %` }];
}
