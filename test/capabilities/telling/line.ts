import {
  LAST_YEAR,
  NEXT_YEAR,
  type Partnership,
  type School,
  TERM,
  TODAY,
  WINDOW,
  YEAR,
} from './area.js';
import type { Answer } from './platform.js';

const agreed = { agreedOn: TODAY };

/** The price of a day in every story: 350 pounds. */
export const DAY_RATE_PENCE = 35_000;

/** A need that the broker noticed and the school agrees with. */
export async function validatedNeed({ broker }: Partnership, { urn, head }: School) {
  const { id } = await broker.does('needs', {
    ...{ urn, focusArea: 'maths', severity: 3, source: 'data', evidenceRefs: ['ks2-maths'] },
    story: 'Two teachers left in spring and year 5 has had four supply teachers.',
  });
  await head.does(`needs/${id}/validation`, agreed);
  return id;
}

/** Support asked for, of eight half days, and how soon it is needed. */
export async function triagedRequest({ broker }: Partnership, needId: string) {
  const asked = { needId, halfDays: 8, window: WINDOW, budgetPence: 140_000, modality: 'onsite' };
  const { id } = await broker.does('support-requests', asked);
  await broker.does(`support-requests/${id}/triage`, { priority: 'soon' });
  return id;
}

/** The board pays all that a request may cost. */
export const paid = ({ board }: Partnership, request: string) =>
  board.does(`support-requests/${request}/funding`, {
    ...{ funder: 'The partnership', stream: 'traded', amountPence: 140_000 },
  });

/** A request, and the money for it. */
export async function fundedRequest(partnership: Partnership, needId: string) {
  const id = await triagedRequest(partnership, needId);
  await paid(partnership, id);
  return id;
}

/** A leader of a designation at a home school, not accredited for anything yet. */
export async function leader({ broker }: Partnership, { urn }: School, designation = 'SLE') {
  const details = { urn, name: `Leader of ${urn}`, email: `leader-${urn}@example.org` };
  const { id: personId } = await broker.does('people', details);
  const { id } = await broker.does('providers', {
    ...{ kind: 'leader', designation, personId, homeUrn: urn, phases: ['Primary', 'Secondary'] },
  });
  return { id, personId };
}

/** A leader for maths whom the home school can spare for ten half days this year. */
export async function leaderWithDays(partnership: Partnership, home: School) {
  const { id } = await leader(partnership, home);
  const at = `providers/${id}`;
  const expertise = { focusArea: 'maths', by: 'The alliance', until: NEXT_YEAR };
  await partnership.broker.does(`${at}/accreditations`, expertise);
  await home.head.does(`${at}/capacity`, { year: YEAR, halfDays: 10 });
  await home.head.does(`${at}/limits`, {
    maxConcurrent: 2,
    maxKm: 40,
    dayRatePence: DAY_RATE_PENCE,
  });
  return id;
}

/** What a KPI measures. */
export interface Measure {
  readonly subject: { readonly urn: string } | { readonly partnershipId: string };
  readonly level?: string;
  readonly indicator?: string;
  readonly baseline?: number;
  readonly target?: number;
}

/** A KPI that somebody has committed to. */
export async function committedKpi({ evaluator }: Partnership, measure: Measure) {
  const { subject, level = 'pupils', indicator = 'KS2 maths: expected standard' } = measure;
  const { id } = await evaluator.does('kpis', {
    ...{ subject, level, indicator, unit: '%', direction: 'up' },
  });
  return id;
}

/** A KPI with baseline and target, fixed before any result. */
export async function lockedKpi(partnership: Partnership, measure: Measure) {
  const { baseline = 58, target = 66 } = measure;
  const id = await committedKpi(partnership, measure);
  const period = { year: LAST_YEAR, name: 'Academic year' };
  const { evaluator } = partnership;
  await evaluator.does(`kpis/${id}/baseline`, { period, value: baseline, n: 164 });
  await evaluator.does(`kpis/${id}/target`, { value: target, by: NEXT_YEAR });
  await evaluator.does(`kpis/${id}/lock`);
  return id;
}

/** This term's result. */
export const measured = ({ evaluator }: Partnership, kpi: string, value = 63) =>
  evaluator.does(`kpis/${kpi}/measurements`, {
    ...{ period: { year: YEAR, name: TERM }, value, n: 160, observedOn: TODAY, source: 'Mock' },
  });

/** What a broker proposes in answer to a request: eight half days of a provider, to move these KPIs. */
export const proposal = (requestId: string, leaderId: string, kpiIds: readonly string[] = []) => ({
  ...{ requestId, leaderId, kpiIds, window: WINDOW },
  objectives: ['Number facts in years 3 and 4'],
  successCriteria: [{ text: 'The target is met' }],
  ...{ halfDays: 8, dayRatePence: DAY_RATE_PENCE },
});

/** Home school, supported school and board consent, and the agreement is signed. */
export async function agreedByAll(
  { board, broker }: Partnership,
  deployment: string,
  { supported, home }: { supported: School; home: School },
) {
  const at = `deployments/${deployment}`;
  await home.head.does(`${at}/release`, agreed);
  await supported.head.does(`${at}/acceptance`, agreed);
  await board.does(`${at}/approval`, { commissioner: 'partnership', agreedOn: TODAY });
  await broker.does(`${at}/conflict-check`, { declared: 'none' });
  await broker.does(`${at}/agreement`, { mou: 'MOU 2025/117' });
}

/** The agreed support is given, eight half days of it, and judged by the school that had it. */
export async function given({ broker }: Partnership, deployment: string, { head }: School) {
  const at = `deployments/${deployment}`;
  await broker.does(`${at}/start`, { on: TODAY });
  const visit = { date: TODAY, halfDays: 2, summary: 'Planned together.', nextSteps: 'Try it.' };
  for (let half = 0; half < 8; half += 2) await broker.does(`${at}/visits`, visit);
  const review = { working: 'The hour.', changes: 'None.', exitPlan: 'Theirs.' };
  await broker.does(`${at}/midpoint`, review);
  await broker.does(`${at}/completion`, { on: TODAY });
  await head.does(`${at}/judgement`, { grade: 4, comment: 'It holds.' });
  await broker.does(`${at}/closure`);
}

/** Support from one member to another, from the need to the judgement, with a KPI locked before it. */
export async function wholeSupport(partnership: Partnership) {
  const [supported, home] = partnership.schools as [School, School];
  const kpi = await lockedKpi(partnership, { subject: { urn: supported.urn } });
  const need = await validatedNeed(partnership, supported);
  const request = await fundedRequest(partnership, need);
  const provider = await leaderWithDays(partnership, home);
  const body = proposal(request, provider, [kpi]);
  const { id: deployment } = await partnership.broker.does('deployments', body);
  await agreedByAll(partnership, deployment, { supported, home });
  await given(partnership, deployment, supported);
  return { kpi, need, deployment, supported };
}

/** An item of evidence, entered by the evaluator. */
export async function evidence({ evaluator }: Partnership, { urn }: School, kpiId: string) {
  const { id } = await evaluator.does('evidence', {
    ...{ subject: { urn }, kind: 'workSample', title: 'Year 5 books, autumn', kpiId },
    ...{ hash: 'a'.repeat(64), source: 'Monitoring 2025/26' },
  });
  return id;
}

/** An evaluation of the support, designed and fixed. */
export async function lockedEvaluation(
  { evaluator }: Partnership,
  deploymentId: string,
  kpi: string,
) {
  const { id } = await evaluator.does('evaluations', {
    ...{ deploymentId, kpiIds: [kpi], design: 'beforeAfter', level: 'pupils' },
    theory: 'Planning together changes lessons.',
  });
  await evaluator.does(`evaluations/${id}/lock`);
  return id;
}

/** What the evaluator claims, and how strong the evidence is: ready to be moderated. */
export async function rated({ evaluator }: Partnership, evaluation: string, kpiId: string) {
  const at = `evaluations/${evaluation}`;
  await evaluator.does(`${at}/effects`, { kpiId });
  await evaluator.does(`${at}/contribution`, {
    claim: 'plausible',
    alternatives: [{ kind: 'cohort', verdict: 'partial' }],
    reasoning: 'The cohort was a little stronger.',
  });
  await evaluator.does(`${at}/strength`, { level: 2 });
}

/** The figure of a KPI on a board. */
export function figureOf(board: Answer['body'], kpiId: string): Answer['body'] {
  const groups = board.levels.flatMap((it: Answer['body']) => it.indicators);
  const figures = groups.flatMap((it: Answer['body']) => it.figures);
  return figures.find((it: Answer['body']) => it.kpiId === kpiId);
}
