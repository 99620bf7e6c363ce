import type { Stored } from './events.js';
import type { ReadReq } from './protocol.js';

/** Which events a read asks for, and after how many considered ones it is told how far it has come. */
export interface Sieve {
  wants(event: Stored): boolean;
  /** None for what is not filtered. */
  readonly checkpointEvery?: number;
}

/** The filter of a read: by stream or by type; an expression wins over prefixes. */
export function sieveOf(options: ReadReq.Options): Sieve {
  const filter = options.getFilter();
  if (!filter) return { wants: () => true };
  const byType = filter.hasEventType();
  const words = byType ? filter.getEventType() : filter.getStreamIdentifier();
  const regex = words?.getRegex() ? new RegExp(words.getRegex()) : undefined;
  const prefixes = words?.getPrefixList() ?? [];
  return {
    wants(event) {
      const name = byType ? event.type : event.stream;
      return regex ? regex.test(name) : prefixes.some((it) => name.startsWith(it));
    },
    checkpointEvery:
      Math.max(1, filter.getCheckpointintervalmultiplier()) * (filter.getMax() || 32),
  };
}
