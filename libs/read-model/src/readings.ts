import type { Asking, Position, Projection, Event, Recorded, Row, Scope } from '#eventing';
import type { Page } from './page.js';
import type { ListAsked } from './selection.js';

/** A past moment to answer at. */
export interface PointInTime {
  /** What the caller asked for: a day, or a position. */
  readonly asked: string;
  /** Only events at or before this position (inclusive). */
  readonly upTo: Position;
  /**
   * `recorded`: what we knew then. `occurred`: what was true then, as we know it now: only events whose
   * `occurredOn` is not after `day`, in position order.
   */
  readonly clock: 'recorded' | 'occurred';
  /** The London day, for `clock: 'occurred'`. */
  readonly day: string;
}

/** An answer and the position it is true at. */
export interface Answer<T> {
  readonly value: T;
  readonly position: Position;
}

/** Where a row comes from: the events whose fold changed it. */
export interface Provenance {
  readonly key: string;
  readonly projection: string;
  readonly version: number;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly stream: string;
    readonly revision: number;
    readonly position: Position;
    readonly recordedOn: string;
    readonly occurredOn: string;
    /** The fields of the row that this event changed. */
    readonly changed: readonly string[];
    /** The event itself and the row as it left it: what of them is shown is for whoever serves them to say. */
    readonly event: Recorded;
    readonly row: Row;
  }[];
}

/** What to read, by whom, and as of when. */
export interface Reading {
  /** The identities the caller may see, by memberships of now. */
  readonly scope: Scope;
  /** Who asks; of a subject whose aggregate has an audience of its own, nobody is shown more than strangers are. */
  readonly actor?: Asking['actor'];
  /** Live when absent. */
  readonly at?: PointInTime;
}

/** One position, or one point in time, at which read models are read. */
export interface ReadTogether {
  list<R extends Row>(
    projection: Projection<Event, R>,
    asked: Reading & ListAsked,
  ): Promise<Page<R>>;
  one<R extends Row>(
    projection: Projection<Event, R>,
    key: string,
    reading: Reading,
  ): Promise<R | undefined>;
}

/**
 * The one way to read every read model: live rows from their table, past rows by the same fold. A past list of more than
 * 2,000 subjects is refused with `TooManySubjects`; one that is narrowed may look at 20,000 to find them.
 */
export abstract class Readings {
  abstract list<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    asked: Reading & ListAsked,
  ): Promise<Answer<Page<R>>>;

  /** `undefined` when there is no such row, or none the caller may see. */
  abstract one<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    key: string,
    reading: Reading,
  ): Promise<Answer<R | undefined>>;

  abstract provenance<F extends Event, R extends Row>(
    projection: Projection<F, R>,
    key: string,
    reading: Reading,
  ): Promise<Answer<Provenance | undefined>>;

  /**
   * Reads several read models at one position, or at one point in time: what `read` reads there belongs together. It is
   * called again when what it read did not.
   */
  abstract together<T>(
    projections: readonly Projection[],
    reading: Pick<Reading, 'at'>,
    read: (from: ReadTogether) => Promise<T>,
  ): Promise<Answer<T>>;

  /** The moment of a day (`2025-03-31`: before the first event recorded after that day in London) or a position. */
  abstract pointInTimeOf(asked: string, clock: 'recorded' | 'occurred'): Promise<PointInTime>;

  /** Waits until a projection has applied a position; false when the time ran out. */
  abstract waitFor(projection: string, position: Position, timeoutMs: number): Promise<boolean>;
}
