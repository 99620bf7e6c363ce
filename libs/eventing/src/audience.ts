import type { CommandShape } from './decider.js';
import type { Actor } from './message.js';
import type { Scope } from './request.js';

/** How much of a subject somebody is shown. */
export type Shown = 'everything' | 'redacted' | 'nothing';

/** Who would know or act: in which role, for which schools, and what is granted to them. */
export interface Asking {
  readonly actor: Actor & { readonly urns: readonly string[] };
  readonly scope: Scope;
}

/**
 * Who may know and act on a subject, judged by its stream as it is now. An aggregate without one is shown to those
 * in whose scope the identities of its stream's first event lie.
 */
export interface Audience<C extends CommandShape, S> {
  /** It only adds to what is granted: those whose scope holds the stream's first event see everything, unasked. */
  readonly widens?: true;
  /** Pure. `granted`: what the answer would be without it. */
  shows(
    caller: Asking,
    state: S,
    context: { readonly id: string; readonly today: string; readonly granted: boolean },
  ): Shown;
  /** The fields of its events and of rows about it that a redacted answer leaves out, besides every narrative. */
  readonly withholds: readonly string[];
  /** The commands that may be given by those who are shown it redacted; the others need everything. */
  readonly open?: readonly C['type'][];
}
