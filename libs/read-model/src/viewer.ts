import type { Scope } from '#eventing';

/** Who is shown a row, and on which day. */
export interface Viewer {
  /** The schools they speak for. */
  readonly urns: readonly string[];
  readonly role: string;
  readonly scope: Scope;
  /** Today in London; in an answer about the past the day it is about. */
  readonly today: string;
}
