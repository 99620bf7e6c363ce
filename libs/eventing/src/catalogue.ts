import type { Event } from './message.js';

/** What is known of one type of event, beside its shape. */
export interface EventType<D> {
  /** Raised whenever the shape of `data` changes. */
  readonly version: number;
  /** The day it was true, when that is not the day it was recorded. */
  occurredOn?(data: D): string | undefined;
  /** One step for each version before this one, by the version it starts from. */
  readonly upcasts?: Upcasts;
}

/**
 * What turns the data of one version into the data of the next. A step states the old shape it takes; every old
 * golden shape is led through its steps and checked against the shape of today.
 */
export type Upcasts = Readonly<Record<number, (data: never) => unknown>>;

/** Every type of event of one aggregate, by its version where that says it all; a forgotten one does not compile. */
export type Catalogue<F extends Event> = {
  readonly [T in F['type']]: number | EventType<Extract<F, { type: T }>['data']>;
};

/** An entry of a catalogue, spelled out. */
export const typeOf = <D>(entry: number | EventType<D>): EventType<D> =>
  typeof entry === 'number' ? { version: entry } : entry;
