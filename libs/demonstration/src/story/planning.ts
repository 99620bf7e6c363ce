import { idOf } from '#eventing';
import type { Term } from './line.js';
import { ref, type Persona, type Ref, step, type Step } from './step.js';

const term = (name: Term) => ({ year: '202425', name });

/** A plan: whose it is, who writes it, and who approves it. */
export interface Plan {
  readonly alias: string;
  readonly subject: Readonly<Record<string, string | Ref>>;
  readonly title: string;
  readonly by: Persona;
}

const planOf = ({ alias }: Plan) => ref(`plan-${alias}`);
/** The nth objective of a plan, counted from 1. */
const objectiveOf = ({ alias }: Plan, nth: number) =>
  ref(`plan-${alias}`, (id) => idOf('objective', id, nth));

/** Something is done to a plan. */
export const toPlan = (
  plan: Plan,
  on: string,
  intent: string,
  body: Readonly<Record<string, unknown>> = {},
  by = plan.by,
): Step => step(on, by, ['plans', planOf(plan), intent], body);

/** The plan for 2024/25 is drafted. */
export const drafted = (plan: Plan, on: string): Step =>
  step(
    on,
    plan.by,
    ['plans'],
    { subject: plan.subject, title: plan.title, year: '202425' },
    `plan-${plan.alias}`,
  );

/** An objective is added, with the KPI that will show it. */
export const objective = (
  plan: Plan,
  on: string,
  { focusArea, kpi, due, text }: { focusArea: string; kpi: string; due: Term; text: string },
): Step =>
  toPlan(plan, on, 'objectives', {
    focusArea,
    kpiId: ref(`kpi-${kpi}`),
    dueTerm: term(due),
    text,
  });

/** How an objective is doing, at the review of a term. */
export interface Review {
  readonly nth: number;
  readonly in: Term;
  readonly rating: 'notStarted' | 'behind' | 'onTrack' | 'achieved';
  readonly evidence?: readonly string[];
}

const reviewOf = (plan: Plan, { nth, in: name, rating, evidence = [] }: Review) => ({
  objectiveId: objectiveOf(plan, nth),
  term: term(name),
  rating,
  evidenceIds: evidence.map((it) => ref(`evidence-${it}`)),
});

/** An objective is rated. */
export const rated = (plan: Plan, on: string, review: Review): Step =>
  toPlan(plan, on, 'progress', {
    ...reviewOf(plan, review),
    comment: 'Looked at in the review of the term, with the subject leader.',
  });

/** A rating is put right. */
export const ratedAgain = (plan: Plan, on: string, review: Review, reason: string): Step =>
  toPlan(plan, on, 'corrections', { ...reviewOf(plan, review), reason });

/** The plan changes: an objective gets another term, or is not pursued any more. */
export const revised = (
  plan: Plan,
  on: string,
  { later, dropped }: { later?: readonly [number, Term]; dropped?: number },
  reason: string,
): Step =>
  toPlan(plan, on, 'revisions', {
    changes: {
      ...(later
        ? { objectives: [{ objectiveId: objectiveOf(plan, later[0]), dueTerm: term(later[1]) }] }
        : {}),
      ...(dropped === undefined ? {} : { dropped: [objectiveOf(plan, dropped)] }),
    },
    reason,
  });
