import type { Command } from 'commander';
import { asKept, isDay } from '#eventing';
import type { Selection } from '#analysis';
import { collect } from '../verb.js';
import { Usage } from '../world.js';

/** The options by which events are chosen, as they are typed. */
export interface FilterOptions {
  readonly type: readonly string[];
  readonly category?: string;
  readonly stream?: string;
  readonly identity?: string;
  readonly clock: string;
  readonly from?: string;
  readonly until?: string;
}

/** Adds those options to a verb. */
export const addFilters = (verb: Command): Command =>
  verb
    .option('--type <type>', 'only events of this type; may be repeated', collect, [])
    .option('--category <category>', 'only streams of this category, e.g. intelligence.need')
    .option('--stream <stream>', 'only this stream')
    .option('--identity <identity>', 'only events that name it, e.g. urn:139402')
    .option(
      '--clock <clock>',
      'what --from and --until are read on: recorded or occurred',
      'recorded',
    )
    .option('--from <moment>', 'from this day in London on, or this instant')
    .option('--until <moment>', 'up to this day, whole, or this instant');

/** What the options ask for; one that means nothing is a mistake of usage. */
export function selectionOf(options: FilterOptions): Selection {
  const { type, category, stream, identity, clock, from, until } = options;
  if (clock !== 'recorded' && clock !== 'occurred')
    throw new Usage(`--clock ${clock}: recorded or occurred`);
  return {
    ...{ clock, category },
    stream: stream === undefined ? undefined : asKept(stream),
    identity: identity === undefined ? undefined : asKept(identity),
    types: type.length > 0 ? type : undefined,
    from: from === undefined ? undefined : boundOf('--from', from, clock),
    until: until === undefined ? undefined : boundOf('--until', until, clock),
  };
}

function boundOf(option: string, text: string, clock: 'recorded' | 'occurred'): string {
  const at = Date.parse(isDay(text) ? `${text}T00:00:00Z` : text);
  const good = !Number.isNaN(at) && (isDay(text) || /T.*(Z|[+-]\d\d:\d\d)$/.test(text));
  const instant = good ? new Date(at).toISOString() : '';
  if (isDay(text) && instant.startsWith(text)) return text;
  if (!good || isDay(text))
    throw new Usage(`${option} ${text}: a day, 2025-09-01, or an instant, 2025-09-01T09:00:00Z`);
  if (clock === 'occurred') throw new Usage(`${option} ${text}: a day, with --clock occurred`);
  return instant;
}
