import type { Fold, Row } from '#eventing';
import type { Viewer } from './viewer.js';

/**
 * Somebody who acts in a row, as those are told who may know: no read model holds a name. It is looked up for each answer, so
 * that who was forgotten is forgotten in every answer, about whatever day.
 */
export interface Named<R extends Row = Row, S = unknown> {
  readonly says: string;
  /** The subject that tells who it is: by its stream as it is now, and its id as a row has it. */
  readonly fold: Fold<never, S>;
  id(row: R): string | null;
  /** Whether a viewer may know who it is. */
  to(row: R, viewer: Viewer): boolean;
  /** The id of the person in the register, if it is a person. */
  person(state: S): string | undefined;
  /** What is told; `name` is that of the person, or `erased`. Null when there is nothing to tell. */
  tell(state: S, name: string | undefined): object | null;
}
