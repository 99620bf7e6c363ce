import type { Actor, Envelope, Position, Recorded } from '#eventing';
import { positionOf } from './position.js';

/** A row of the log as text, as the server sends it. */
export type RowText = readonly [
  position: string,
  stream: string,
  revision: string,
  id: string,
  type: string,
  data: string,
  meta: string,
];

const VERSION = /^\{\s*"schemaVersion"\s*:\s*(\d+)\s*[,}]/;
const IDENTITIES: keyof Envelope = 'tags';
const TAGS = JSON.stringify(IDENTITIES);

/**
 * An event whose JSON is decoded field by field as it is asked for: a fold reads the data of those it concerns, and of
 * the envelope the identities at most, which decoding all of it would cost twice over.
 */
export class LazyEvent implements Envelope {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  private readonly meta: string;
  private text: string;
  private value: unknown;
  private named: readonly string[] | undefined;
  private whole: Envelope | undefined;

  constructor([position, stream, revision, id, type, data, meta]: RowText) {
    this.position = positionOf(position);
    this.stream = stream;
    this.revision = Number(revision);
    this.id = id;
    this.type = type;
    this.text = data;
    this.meta = meta;
  }

  get data(): unknown {
    if (this.text !== '') {
      this.value = JSON.parse(this.text);
      this.text = '';
    }
    return this.value;
  }

  get schemaVersion(): number {
    const found = VERSION.exec(this.meta);
    return found ? Number(found[1]) : this.envelope.schemaVersion;
  }

  get tags(): readonly string[] {
    return (this.named ??= this.whole?.tags ?? lastListOf(this.meta) ?? this.envelope.tags);
  }

  get occurredOn(): string {
    return this.envelope.occurredOn;
  }

  get recordedOn(): string {
    return this.envelope.recordedOn;
  }

  get actor(): Actor {
    return this.envelope.actor;
  }

  get commandId(): string {
    return this.envelope.commandId;
  }

  // an envelope without it says undefined, as a missing field would
  get bodyHash(): string {
    return this.envelope.bodyHash as string;
  }

  get correlationId(): string {
    return this.envelope.correlationId;
  }

  get causationId(): string {
    return this.envelope.causationId;
  }

  private get envelope(): Envelope {
    return (this.whole ??= JSON.parse(this.meta) as Envelope);
  }
}

/** The event of a row. */
export const lazily = (row: RowText): Recorded => new LazyEvent(row);

/** The identities, where they are the last field of an envelope, as this program writes it; else undefined. */
function lastListOf(meta: string): readonly string[] | undefined {
  const at = meta.lastIndexOf(TAGS);
  if (at < 0) return undefined;
  const list = meta.slice(at + TAGS.length, -1);
  try {
    // what follows the name of a field is a colon; whatever is not one whole value up to the end is no JSON then
    return list.trimStart().startsWith(':')
      ? (JSON.parse(list.slice(list.indexOf(':') + 1)) as readonly string[])
      : undefined;
  } catch {
    return undefined;
  }
}
