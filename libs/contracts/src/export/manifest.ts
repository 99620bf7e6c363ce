import type { Position } from '#eventing';
import { sourceOf } from '../cloud-event.js';
import { isHash } from './chain.js';

/** The one format there is: raised when an older reader would misread a newer export. */
export const FORMAT = 'groundswell-log/1';

/** A file of an export, as it was written. */
export interface Written {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What an export is of. Nothing in it tells when or where it was made, so the same events give the same bytes. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly log: { readonly id: string; readonly source: string };
  readonly file: Written;
  readonly events: {
    readonly count: number;
    /** Positions in the log it was made of; null when there are no events. */
    readonly first: Position | null;
    readonly last: Position | null;
  };
  /** Only of a chained export: a table has none. */
  readonly chain?: { readonly algorithm: string; readonly head: string };
}

/** The text of `manifest.json`. */
export const manifestText = (manifest: Manifest): string =>
  `${JSON.stringify(manifest, null, 2)}\n`;

/** The manifest of such a text, or what is wrong with it. */
export function manifestOf(text: string): Manifest | string {
  let read: Partial<Manifest> | null;
  try {
    read = JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    return 'it is not JSON';
  }
  if (typeof read !== 'object' || read?.format !== FORMAT)
    return `its format is not ${FORMAT}: this version reads no other`;
  const { log, file, events, chain } = read;
  const sound =
    typeof log?.id === 'string' &&
    /^[\w-]+$/.test(log.id) &&
    log.source === sourceOf(log.id) &&
    typeof file?.name === 'string' &&
    isCount(file.bytes) &&
    isHash(file.sha256) &&
    isCount(events?.count) &&
    (chain === undefined || isHash(chain.head));
  return sound ? (read as Manifest) : 'something is missing from it, or is not what it should be';
}

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;
