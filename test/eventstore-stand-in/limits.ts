import type { Stored } from './events.js';

const TICKS_A_SECOND = 10_000_000n;

/** What of a stream can be read: from a revision on (none when it was deleted), so many of the last, those not older. */
export interface Limits {
  readonly before?: number;
  readonly count?: number;
  /** In seconds. */
  readonly age?: number;
}

/** The limits that the metadata of a stream set; each new metadata takes the place of all before. */
export function limitsOf(metadata: Uint8Array): Limits {
  const { $tb, $maxCount, $maxAge } = JSON.parse(Buffer.from(metadata).toString()) as Record<
    string,
    number | undefined
  >;
  return {
    ...($tb === undefined ? {} : { before: $tb >= Number.MAX_SAFE_INTEGER ? Infinity : $tb }),
    ...($maxCount === undefined ? {} : { count: $maxCount }),
    ...($maxAge === undefined ? {} : { age: $maxAge }),
  };
}

/** The index in a whole stream of the first event that can be read. Only its reads heed it: the log keeps all. */
export function firstVisible(events: readonly Stored[], { before, count, age }: Limits): number {
  const oldest =
    age === undefined ? 0n : BigInt(Date.now()) * 10_000n - BigInt(age) * TICKS_A_SECOND;
  const young = age === undefined ? 0 : events.findIndex((it) => it.created >= oldest);
  return Math.max(
    before ?? 0,
    count === undefined ? 0 : events.length - count,
    young < 0 ? events.length : young,
  );
}
