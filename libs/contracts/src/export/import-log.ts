import {
  type Append,
  type Clock,
  Conflict,
  envelop,
  type EventStore,
  idOf,
  londonDay,
  ORIGIN,
  type Recorded,
  requestOf,
  streamOf,
} from '#eventing';
import { appendsOf } from './appends-of.js';
import { type LogEvent, logEvents } from './log.events.js';
import { exportedEvents, verifyExport } from './read-export.js';
import type { ChainedManifest } from './read-manifest.js';
import { likenessOf } from './same-log.js';

/** The log cannot take the export in; it was left as it was found. */
export class ImportRefused extends Error {
  constructor(says: string) {
    super(says);
    this.name = 'ImportRefused';
  }
}

/** What an import is made of. */
export interface ImportOptions {
  readonly store: EventStore;
  readonly folder: string;
  readonly clock: Clock;
  /** Ends it early; the same import goes on from there. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (phase: ImportPhase, events: number, of: number) => void;
}

/** What an import is doing: it reads the export through before it writes anything, and the log when it has. */
export type ImportPhase = 'verifying' | 'writing' | 'comparing';

/** What became of an import. */
export interface Imported {
  readonly from: string;
  readonly into: string;
  readonly events: number;
  readonly head: string;
  /** How many were there already, from an import that was cut short. */
  readonly found: number;
  readonly written: number;
}

/**
 * Takes an export into an empty log: every event as it was, in the same order, and after them `LogImported`, which is
 * only written once the log was read back and found to tell the same. Goes on with an import of the same export that
 * was cut short, and does nothing when it is complete. Throws `BrokenExport` or `ImportRefused` before anything is
 * written.
 */
export async function importLog(options: ImportOptions): Promise<Imported> {
  const { store, folder, clock, signal, onProgress } = options;
  const manifest = await verifyExport(folder, {
    ...(signal ? { signal } : {}),
    onProgress: (events, of) => onProgress?.('verifying', events, of),
  });
  const { log, events, chain } = manifest;
  const into = await store.logId();
  const done = { from: log.id, into, events: events.count, head: chain.head };
  if (into === log.id)
    throw new ImportRefused(
      'this is the log that the export was made of: there is nothing to import',
    );
  const found = await foundIn(store, folder, manifest);
  if (found === 'everything') return { ...done, found: events.count, written: 0 };

  await write(options, manifest, found);
  onProgress?.('comparing', events.count, events.count);
  const likeness = await likenessOf(store, folder, manifest);
  if (likeness.same < events.count || likeness.next) throw disturbed();
  const told = {
    type: 'LogImported',
    data: {
      from: log.id,
      events: events.count,
      head: chain.head,
      until: await lastDayOf(store, clock),
    },
  } as const;
  const asked = requestOf('import', idOf('import', into, chain.head));
  await store.append(
    streamOf('house.log', into),
    envelop<LogEvent>(logEvents, [told], clock.now(), asked, () => [
      `log:${into}`,
      `log:${log.id}`,
    ]),
    'noStream',
  );
  return { ...done, found, written: events.count - found };
}

/** The day of the last event there is; today when there is none. */
async function lastDayOf(store: EventStore, clock: Clock): Promise<string> {
  const [last] = await store.readAll(ORIGIN, { limit: 1, backwards: true });
  return londonDay(last?.recordedOn ?? clock.now());
}

/** How much of the export the log holds already; throws `ImportRefused` when it holds anything else. */
async function foundIn(
  store: EventStore,
  folder: string,
  manifest: ChainedManifest,
): Promise<number | 'everything'> {
  if ((await store.head()) === ORIGIN) return 0;
  const { same, next } = await likenessOf(store, folder, manifest);
  if (next === undefined) return same;
  if (same === manifest.events.count && tellsOf(next, manifest)) return 'everything';
  throw new ImportRefused(
    `the log is not empty, and its event ${same + 1} (${next.type}, ${next.id}) is not of this export: ` +
      'an import goes into an empty log, or goes on with one of the same export',
  );
}

/** Whether an event says that just this export was imported. */
const tellsOf = ({ type, data }: Recorded, { chain }: ChainedManifest): boolean =>
  type === 'LogImported' && (data as LogEvent['data']).head === chain.head;

async function write(
  { store, folder, signal, onProgress }: ImportOptions,
  manifest: ChainedManifest,
  found: number,
): Promise<void> {
  const { count } = manifest.events;
  for await (const page of exportedEvents(folder, manifest))
    for (const { appends, upTo } of appendsOf(page.filter((it) => it.line > found))) {
      signal?.throwIfAborted();
      await inOrder(store, appends);
      onProgress?.('writing', upTo, count);
    }
}

async function inOrder(store: EventStore, appends: readonly Append[]): Promise<void> {
  try {
    await store.appendInOrder(appends);
  } catch (error) {
    throw error instanceof Conflict ? disturbed(error) : error;
  }
}

const disturbed = (cause?: Conflict): Error =>
  new Error(
    'somebody else wrote to the log during the import, so it is no copy: empty it, stop whatever writes to it, and ' +
      'import again',
    { cause },
  );
