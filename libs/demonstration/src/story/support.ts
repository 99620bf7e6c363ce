import { idOf } from '#eventing';
import { leaders } from './area.js';
import { type Line, kpisOf, type Wish } from './line.js';
import { board, broker, head } from './personas.js';
import { ref, step, type Step } from './step.js';

const DAY_RATE_PENCE = 35_000;
const price = (halfDays: number): number => (halfDays / 2) * DAY_RATE_PENCE;

const requestOf = (line: Wish & { readonly after?: string }) =>
  ref(`request-${line.after ?? line.alias}`);

/** The request is raised. */
export const raised = (wish: Wish, on: string, by = broker(wish.partnership)): Step =>
  step(
    on,
    by,
    ['support-requests'],
    {
      needId: ref(`need-${wish.alias}`),
      halfDays: wish.halfDays,
      window: wish.window,
      budgetPence: price(wish.halfDays),
      modality: 'onsite',
    },
    `request-${wish.alias}`,
  );

/** A broker says how soon it is needed. */
export const triaged = (wish: Wish, on: string, priority: string): Step =>
  step(on, broker(wish.partnership), ['support-requests', requestOf(wish), 'triage'], { priority });

/** The request is raised, triaged and funded. */
export const request = (wish: Wish, on: string): Step[] => [
  raised(wish, on),
  triaged(wish, on, 'soon'),
  step(on, board(wish.partnership), ['support-requests', requestOf(wish), 'funding'], {
    funder: 'The partnership',
    stream: 'traded',
    amountPence: price(wish.halfDays),
  }),
];

/** A leader is proposed and checked for conflicts. */
export const proposal = (line: Line, on: string): Step[] => [
  step(
    on,
    broker(line.partnership),
    ['deployments'],
    {
      requestId: requestOf(line),
      leaderId: ref(line.leader),
      objectives: [`${line.kpi.indicator}: what the staff can carry on alone`],
      successCriteria: [{ text: 'The target of the KPI is met', kpiId: kpisOf(line)[0] }],
      kpiIds: kpisOf(line),
      halfDays: line.halfDays,
      dayRatePence: DAY_RATE_PENCE,
      window: line.window,
    },
    `deployment-${line.alias}`,
  ),
  during(line, on, 'conflict-check', { declared: 'none' }),
];

/** The three consents, and the agreement. */
export const agreement = (line: Line, on: string): Step[] => {
  const at = (intent: string) => ['deployments', ref(`deployment-${line.alias}`), intent] as const;
  const said = { agreedOn: on };
  const home = leaders.find((it) => it.alias === line.leader)?.home ?? '';
  return [
    step(on, head(home), at('release'), said),
    step(on, head(line.urn), at('acceptance'), said),
    step(on, board(line.partnership), at('approval'), {
      commissioner: 'partnership',
      agreedOn: on,
    }),
    step(on, broker(line.partnership), at('agreement'), { mou: `mou-2024-${line.alias}` }),
  ];
};

/** Something happens to the deployment of a line. */
export const during = (
  line: Line,
  on: string,
  intent: string,
  body: Readonly<Record<string, unknown>> = {},
  by = broker(line.partnership),
): Step => step(on, by, ['deployments', ref(`deployment-${line.alias}`), intent], body);

/** The support begins on the first day of the window. */
export const start = (line: Line): Step =>
  during(line, line.window.from, 'start', { on: line.window.from });

/** A visit, recorded on the day. */
export const visit = (line: Line, date: string, halfDays: number): Step =>
  during(line, date, 'visits', {
    date,
    halfDays,
    summary: 'Worked with two teachers, looked at books, agreed one change.',
    nextSteps: 'The change is tried in every class before the next visit.',
  });

/** A visit, counted from 0, is put right: it took other half days than was recorded. */
export const visitCorrected = (
  line: Line,
  on: string,
  nth: number,
  halfDays: number,
  reason: string,
): Step =>
  during(line, on, 'visit-corrections', {
    visitId: ref(`deployment-${line.alias}`, (id) => idOf(id, 'visit', nth)),
    halfDays,
    reason,
  });

/** The midpoint review. */
export const midpoint = (line: Line, on: string): Step =>
  during(line, on, 'midpoint', {
    working: 'The weekly planning hour.',
    changes: 'More time with the middle leaders.',
    exitPlan: 'The subject leader takes the planning hour over.',
  });

/** The support was given until a day; told then, or later. */
export const completed = (line: Line, on: string, told = on): Step =>
  during(line, told, 'completion', { on });

/** The supported school judges, from 1 (no difference) to 4 (very good), and the deployment is closed. */
export const closed = (line: Line, on: string, grade: number): Step[] => [
  during(
    line,
    on,
    'judgement',
    { grade, comment: 'The change is still in every class a term later.' },
    head(line.urn),
  ),
  during(line, on, 'closure'),
];
