import type { Role, Row } from '#eventing';
import type { AnyReads, Reads } from './reads.js';
import type { Viewer } from './viewer.js';
import type { Shape } from './shapes.js';

/** The rows of a part as its own reads serve them. */
type RowsOf<P> = P extends Reads<infer R, infer S> ? readonly (S & Pick<R, 'key'>)[] : never;

/** What an answer is composed of: all of it true at one position. */
export interface Composing<R extends Row, P extends Readonly<Record<string, AnyReads>>> {
  readonly subject: R;
  /** The identities it covers that are within the viewer's reach. */
  readonly covered: readonly string[];
  readonly parts: { readonly [K in keyof P]: RowsOf<P[K]> };
  readonly viewer: Viewer;
  /** The address of the events behind a row of a part, at the position of the answer; null for who reaches it here only. */
  readonly provenanceOf: (part: keyof P, key: string) => string | null;
}

/** Several read models as one answer about one subject, at one position or one point in time. */
export interface ComposedReads<
  R extends Row = Row,
  P extends Readonly<Record<string, AnyReads>> = Readonly<Record<string, AnyReads>>,
> {
  /** As refusals and tables of access name it: `ImpactBoard`. */
  readonly name: string;
  /** Who is granted it. */
  readonly roles: readonly Role[];
  /** What it answers, in a sentence. */
  readonly says: string;
  /** `boards/:id/impact`: the id is that of the subject. */
  readonly path: string;
  /** The row it is about: whoever may not see it is told that there is none. */
  readonly subject: Reads<R>;
  /** The identities whose rows belong to it: `partnership:…` and its members at that position. */
  readonly covers: (subject: R) => readonly string[];
  /**
   * Whose heads and chairs read the whole answer, beyond what they reach otherwise: the schools that are members of the
   * subject now. What is withheld in it stays withheld, but of their own school.
   */
  readonly openTo?: 'members';
  readonly parts: P;
  /** The part that comes page by page, with its filters, its order and its `next`; every other part comes whole. */
  readonly paged?: keyof P & string;
  /** How many rows of a part that comes whole there may be; with more the answer is refused. */
  readonly most: number;
  readonly shape: Readonly<Record<string, Shape>>;
  readonly compose: (of: Composing<R, P>) => object;
}

/** Any composed reads, where the types of their parts no longer matter. */
export interface AnyComposed extends Omit<ComposedReads, 'subject' | 'covers' | 'compose'> {
  readonly subject: AnyReads;
  readonly covers: (subject: never) => readonly string[];
  readonly compose: (of: never) => object;
}

/** Declares composed reads. */
export const composedReads = <R extends Row, P extends Readonly<Record<string, AnyReads>>>(
  declared: ComposedReads<R, P>,
): ComposedReads<R, P> => declared;
