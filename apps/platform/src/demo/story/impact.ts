import type { Line } from './line.js';
import { evaluator, head, moderator } from './personas.js';
import { ref, step, type Step } from './step.js';

/** The supported school judges, and the deployment is closed. */
export const closing = (line: Line, judged: string, grade: number): Step[] => {
  const at = (intent: string) => ['deployments', ref(`deployment-${line.alias}`), intent] as const;
  return [
    step(judged, head(line.urn), at('judgement'), {
      grade,
      comment: 'The change is still in every class a term later.',
    }),
    step(
      judged,
      { id: `demo-broker-${line.partnership}`, role: 'broker', partnerships: [line.partnership] },
      at('closure'),
    ),
  ];
};

/** An item of evidence, registered by the school and verified by somebody else. */
export const evidence = (line: Line, on: string, nth: number, kind: string): Step[] => [
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
      kpiId: ref(`kpi-${line.alias}`),
      deploymentId: ref(`deployment-${line.alias}`),
    },
    `evidence-${line.alias}-${nth}`,
  ),
  step(on, moderator(line.partnership), [
    'evidence',
    ref(`evidence-${line.alias}-${nth}`),
    'verification',
  ]),
];

/** An evaluation from its design to its analysis, contribution and rating. */
export const evaluated = (
  line: Line,
  on: string,
  {
    design,
    comparator,
    strength,
    items,
  }: { design: string; comparator?: string; strength: number; items: number },
): Step[] => {
  const by = evaluator(line.partnership);
  const at = ref(`evaluation-${line.alias}`);
  const to = (intent: string) => ['evaluations', at, intent] as const;
  return [
    step(
      on,
      by,
      ['evaluations'],
      {
        deploymentId: ref(`deployment-${line.alias}`),
        kpiIds: [ref(`kpi-${line.alias}`)],
        design,
        level: line.kpi.level,
        ...(comparator === undefined ? {} : { comparator }),
        theory: 'Planning together changes lessons, and lessons change what is learned.',
      },
      `evaluation-${line.alias}`,
    ),
    step(on, by, to('lock')),
    ...Array.from({ length: items }, (_, nth) =>
      step(on, by, to('evidence'), { evidenceId: ref(`evidence-${line.alias}-${nth + 1}`) }),
    ),
    step(on, by, to('effects'), { kpiId: ref(`kpi-${line.alias}`) }),
    step(on, by, to('contribution'), {
      claim: 'plausible',
      alternatives: [
        { kind: 'staffChange', verdict: 'ruledOut' },
        { kind: 'cohort', verdict: 'partial' },
      ],
      reasoning: 'No teacher changed; the cohort was a little stronger on entry.',
    }),
    step(on, by, to('strength'), { level: strength }),
  ];
};

/** The moderation, and the final judgement. */
export const finalised = (line: Line, on: string): Step[] => [
  step(
    on,
    moderator(line.partnership),
    ['evaluations', ref(`evaluation-${line.alias}`), 'moderation'],
    {
      agreed: true,
      comment: 'The figures are those of the record, and the claim is modest.',
    },
  ),
  step(on, evaluator(line.partnership), [
    'evaluations',
    ref(`evaluation-${line.alias}`),
    'finalisation',
  ]),
];
