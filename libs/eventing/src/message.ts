import type { NoteId } from './words.js';

/** The shape of an event as a decider states it: a name in the past tense and what was true. */
export interface Event<T extends string = string, D = unknown> {
  readonly type: T;
  readonly data: D;
}

/** Who acted: an id (never a name), the role they acted in, and the schools they speak for. */
export interface Actor {
  readonly id: string;
  readonly role: string;
  /** The person or body the actor acted for, when not for themselves. */
  readonly onBehalfOf?: string;
}

/** What the log keeps beside an event's data. */
export interface Envelope {
  readonly schemaVersion: number;
  /** The London day on which it was true, `YYYY-MM-DD`. */
  readonly occurredOn: string;
  /** The instant at which we recorded it, RFC 3339 in UTC, from the injected clock. */
  readonly recordedOn: string;
  readonly actor: Actor;
  readonly commandId: string;
  /** Keyed hash of the command's body: the same command id with another body is a mistake. */
  readonly bodyHash?: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** Its own aggregate, whom it names, and whom the first event of its stream named: `need:…`, `urn:139402`. */
  readonly tags: readonly string[];
}

/** A position in the log: opaque outside the adapters, and sortable as text. */
export type Position = string & { readonly __brand: 'Position' };

/** Before the first event of any log. */
export const ORIGIN = '' as Position;

/** An event on its way into a stream. Its id is derived from its command, so a repeat is recognised. */
export interface NewEvent<F extends Event = Event> {
  readonly id: string;
  readonly type: F['type'];
  readonly data: F['data'];
  readonly meta: Envelope;
}

/** An event as the log holds it. */
export type Recorded<F extends Event = Event> =
  F extends Event<infer T, infer D>
    ? Envelope & {
        readonly id: string;
        readonly stream: string;
        /** Its place in its stream, from 0. */
        readonly revision: number;
        readonly position: Position;
        readonly type: T;
        readonly data: D;
      }
    : never;

/**
 * A text about people, as an event holds it: an id in the erasable register and a hash whose salt stays there,
 * never the words.
 */
export interface Note {
  readonly note: NoteId;
  readonly hash: string;
}
