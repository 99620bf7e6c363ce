import type { Note, Word } from '#eventing';
import { daysOf } from '#network';
import { sameTerm } from '../plan/plan-state.js';
import type { PlanTerm, Rating } from '../plan/plan.events.js';

/** A rating of one term, and what it said before it was corrected. */
export interface RatingRow {
  readonly term: PlanTerm;
  readonly rating: Rating;
  readonly evidenceIds: readonly string[];
  /** What the review found: in the register. */
  readonly comment: Note | null;
  readonly on: string;
  readonly was: readonly { readonly rating: Rating; readonly reason: string }[];
}

/** An objective with its latest rating and its history, by term. */
export interface ObjectiveRow {
  readonly objectiveId: string;
  readonly focusArea: Word;
  readonly kpiId: string;
  readonly dueTerm: PlanTerm;
  readonly text: string;
  readonly dropped: boolean;
  readonly rating: Rating | null;
  readonly ratedTerm: PlanTerm | null;
  readonly history: readonly RatingRow[];
}

interface Told {
  readonly term: PlanTerm;
  readonly rating: Rating;
  readonly evidenceIds: readonly string[];
  readonly comment?: Note;
  readonly on: string;
}

/** The objective with a term rated. */
export const withRating = (row: ObjectiveRow, told: Told): ObjectiveRow =>
  latest(row, [...row.history, { ...spelt(told), comment: told.comment ?? null, was: [] }]);

/** The objective with the rating of a term put right. */
export const withCorrection = (
  row: ObjectiveRow,
  told: Told & { readonly reason: string },
): ObjectiveRow =>
  latest(
    row,
    row.history.map((it) =>
      sameTerm(it.term, told.term)
        ? {
            ...spelt(told),
            comment: told.comment ?? it.comment,
            was: [...it.was, { rating: it.rating, reason: told.reason }],
          }
        : it,
    ),
  );

const spelt = ({ term, rating, evidenceIds, on }: Told) => ({ term, rating, evidenceIds, on });

function latest(row: ObjectiveRow, ratings: readonly RatingRow[]): ObjectiveRow {
  const begins = (it: RatingRow) => daysOf(it.term).from;
  const history = [...ratings].sort((a, b) => (begins(a) < begins(b) ? -1 : 1));
  const last = history.at(-1);
  return { ...row, history, rating: last?.rating ?? null, ratedTerm: last?.term ?? null };
}
