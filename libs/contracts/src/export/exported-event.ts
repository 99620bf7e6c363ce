import { canonical, isUuid, type NewEvent } from '#eventing';
import { type CloudEvent, eventOf } from '../cloud-event.js';
import { BEGINNING, linked } from './chain.js';
import { openingOf } from './line.js';

/** An event as an export bears it, ready to be appended. */
export interface ExportedEvent {
  /** Its line, from 1: its place in the log. */
  readonly line: number;
  readonly chainhash: string;
  readonly stream: string;
  readonly revision: number;
  readonly event: NewEvent;
  /** The length of its line. */
  readonly bytes: number;
}

type Check = (value: unknown) => boolean;
const isText: Check = (it) => typeof it === 'string';
const isName: Check = (it) => isText(it) && it !== '';
const isTextOrAbsent: Check = (it) => it === undefined || isText(it);
const isInstant: Check = (it) =>
  typeof it === 'string' && it.endsWith('Z') && !Number.isNaN(Date.parse(it));
const matches =
  (pattern: RegExp): Check =>
  (it) =>
    typeof it === 'string' && pattern.test(it);
const fromZero: Check = (it) => Number.isSafeInteger(it) && Number(it) >= 0;

/** Every attribute that a line has, but `data`, which may be anything. */
const attributes: Readonly<
  Record<Exclude<keyof CloudEvent, 'data' | 'position' | 'source'>, Check>
> = {
  specversion: (it) => it === '1.0',
  id: isUuid,
  type: isName,
  subject: isName,
  time: isInstant,
  datacontenttype: (it) => it === 'application/json',
  schemaversion: fromZero,
  streamrevision: fromZero,
  occurredon: matches(/^\d{4}-\d{2}-\d{2}$/),
  actorid: isText,
  actorrole: isText,
  onbehalfof: isTextOrAbsent,
  commandid: isText,
  bodyhash: isTextOrAbsent,
  correlationid: isText,
  causationid: isText,
  tags: isListOfTexts,
};

function isListOfTexts(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const list: unknown = JSON.parse(value);
  return Array.isArray(list) && list.every(isText) && JSON.stringify(list) === value;
}

/** Reads the lines of one export, in order. */
export class LineReader {
  private hash = BEGINNING;
  private line = 0;
  private readonly revisions = new Map<string, number>();

  constructor(private readonly source: string) {}

  /** How many lines it has read, and the hash of the last. */
  get end(): { readonly line: number; readonly hash: string } {
    return { line: this.line, hash: this.hash };
  }

  /** The event of the next line, or what is wrong with it. */
  next(bytes: Buffer): ExportedEvent | string {
    this.line += 1;
    const begin = bytes.indexOf(',', bytes.indexOf(',') + 1) + 1;
    const substance = bytes.subarray(begin);
    this.hash = linked(this.hash, substance);
    const opening = bytes.toString('latin1', 0, begin);
    if (opening !== openingOf(this.hash, this.source)) return this.whyNot(opening);
    const text = substance.toString();
    const cloudEvent = cloudEventIn(text);
    if (typeof cloudEvent === 'string') return cloudEvent;
    const { subject: stream, streamrevision: revision } = cloudEvent;
    const due = (this.revisions.get(stream) ?? -1) + 1;
    if (revision !== due) return `it is revision ${revision} of ${stream}, where ${due} is due`;
    this.revisions.set(stream, revision);
    const { line, hash } = this;
    const event = eventOf(cloudEvent);
    return { line, chainhash: hash, stream, revision, event, bytes: bytes.length };
  }

  private whyNot(opening: string): string {
    return opening.startsWith(`{"chainhash":"${this.hash}",`)
      ? 'its source is not the log that the manifest names'
      : 'it is not as it was written, or not where it was: the chain of hashes breaks here';
  }
}

/** The event of a substance, or why it is none that `substanceOf` could have written. */
function cloudEventIn(substance: string): CloudEvent | string {
  try {
    const event = JSON.parse(`{${substance}`) as Record<string, unknown>;
    for (const [name, isSound] of Object.entries(attributes))
      if (!isSound(event[name])) return `its ${name} is not what it should be`;
    const strange = Object.keys(event).find(
      (it) => it !== 'data' && !Object.hasOwn(attributes, it),
    );
    if (strange !== undefined)
      return `it has an attribute that no event has: ${strange.slice(0, 40)}`;
    if (!Object.hasOwn(event, 'data')) return 'it has no data';
    if (canonical(event).slice(1) !== substance) return 'it is not in canonical form (RFC 8785)';
    return event as unknown as CloudEvent;
  } catch (error) {
    return `it is not an event: ${(error as Error).message.slice(0, 100)}`;
  }
}
