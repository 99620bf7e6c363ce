import { kpisOf, type Line } from './line.js';
import { evaluator, head, moderator } from './personas.js';
import { ref, step, type Step } from './step.js';

const itemOf = (line: Line, nth: number) => ref(`evidence-${line.alias}-${nth}`);

/** An item of evidence is registered by the school. */
export const registered = (line: Line, on: string, nth: number, kind: string): Step =>
  step(
    on,
    head(line.urn),
    ['evidence'],
    {
      subject: { urn: line.urn },
      kind,
      title: `${line.kpi.indicator}: ${kind} ${nth}`,
      ...(kind === 'learnerStory'
        ? { story: 'I used to wait for somebody to tell me. Now I start.' }
        : {}),
      hash: String(nth).repeat(64).slice(0, 64),
      source: 'Kept by the school',
      kpiId: kpisOf(line)[0],
      deploymentId: ref(`deployment-${line.alias}`),
    },
    `evidence-${line.alias}-${nth}`,
  );

/** An item is registered by the school and verified by somebody else. */
export const evidence = (line: Line, on: string, nth: number, kind: string): Step[] => [
  registered(line, on, nth, kind),
  step(on, moderator(line.partnership), ['evidence', itemOf(line, nth), 'verification']),
];

/** An item does not stand. */
export const rejected = (line: Line, on: string, nth: number, reason: string): Step =>
  step(on, moderator(line.partnership), ['evidence', itemOf(line, nth), 'rejection'], { reason });

/** A newer item takes the place of an older one. */
export const superseded = (line: Line, on: string, nth: number, by: number): Step =>
  step(on, head(line.urn), ['evidence', itemOf(line, nth), 'supersession'], {
    by: itemOf(line, by),
  });

/** How an evaluation looks for impact. */
export interface Look {
  readonly design: 'theoryOnly' | 'beforeAfter' | 'comparison';
  readonly comparator?: string;
}

/** Something is done to the evaluation of a line. */
const toEvaluation = (
  line: Line,
  on: string,
  intent: string,
  body: Readonly<Record<string, unknown>> = {},
  by = evaluator(line.partnership),
): Step => step(on, by, ['evaluations', ref(`evaluation-${line.alias}`), intent], body);

/** The evaluation of a line is designed. */
export const designed = (line: Line, on: string, { design, comparator }: Look): Step =>
  step(
    on,
    evaluator(line.partnership),
    ['evaluations'],
    {
      deploymentId: ref(`deployment-${line.alias}`),
      kpiIds: kpisOf(line),
      design,
      level: line.kpi.level,
      ...(comparator === undefined ? {} : { comparator }),
      theory: 'Planning together changes lessons, and lessons change what is learned.',
    },
    `evaluation-${line.alias}`,
  );

/** Its design is fixed. */
export const locked = (line: Line, on: string): Step => toEvaluation(line, on, 'lock');

/** Verified items are counted in. */
export const attached = (line: Line, on: string, ...items: readonly number[]): Step[] =>
  items.map((nth) => toEvaluation(line, on, 'evidence', { evidenceId: itemOf(line, nth) }));

/** The effect on each KPI is computed, a contribution claimed and the strength rated. */
export const analysed = (line: Line, on: string, strength: number): Step[] => [
  ...kpisOf(line).map((kpiId) => toEvaluation(line, on, 'effects', { kpiId })),
  toEvaluation(line, on, 'contribution', {
    claim: 'plausible',
    alternatives: [
      { kind: 'staffChange', verdict: 'ruledOut' },
      { kind: 'cohort', verdict: 'partial' },
    ],
    reasoning: 'No teacher changed; the cohort was a little stronger on entry.',
  }),
  toEvaluation(line, on, 'strength', { level: strength }),
];

/** Somebody who took no part in it agrees, or sends claim and rating back. */
export const moderated = (line: Line, on: string, agreed: boolean): Step => {
  const comment = agreed
    ? 'The figures are those of the record, and the claim is modest.'
    : 'Say what the school did besides: its own reading scheme began in the same term.';
  return toEvaluation(line, on, 'moderation', { agreed, comment }, moderator(line.partnership));
};

/** Impact is evidenced. */
export const finalised = (line: Line, on: string): Step => toEvaluation(line, on, 'finalisation');
