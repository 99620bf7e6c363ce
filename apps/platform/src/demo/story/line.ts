import { leaders, type PartnershipAlias } from './area.js';
import { board, broker, evaluator, head } from './personas.js';
import { ref, step, type Step } from './step.js';

/** A KPI of a line: what it is, where it stood in 2023/24, and where it is to be. */
export interface LineKpi {
  readonly level: 'pupils' | 'people' | 'schools' | 'partnership';
  readonly indicator: string;
  readonly unit: string;
  readonly direction: 'up' | 'down';
  readonly base: number;
  readonly n: number;
  readonly target: number;
}

/** One line of support: a need at one school, and the leader who may meet it. */
export interface Line {
  readonly alias: string;
  readonly partnership: PartnershipAlias;
  readonly urn: string;
  readonly focusArea: string;
  readonly leader: string;
  readonly halfDays: number;
  readonly window: { readonly from: string; readonly to: string };
  readonly kpi: LineKpi;
}

const homeOf = (line: Line): string => leaders.find((it) => it.alias === line.leader)?.home ?? '';

/** The need is noticed and the school agrees. */
export const need = (line: Line, noticed: string, agreed: string): Step[] => [
  step(
    noticed,
    broker(line.partnership),
    ['needs'],
    {
      urn: line.urn,
      focusArea: line.focusArea,
      severity: 3,
      source: 'data',
      evidenceRefs: [`published-tables-2024:${line.kpi.indicator}`],
      story: 'The figures have fallen for two years, and the school asks for help.',
    },
    `need-${line.alias}`,
  ),
  step(agreed, head(line.urn), ['needs', ref(`need-${line.alias}`), 'validation'], {
    agreedBy: 'headteacher',
    agreedOn: agreed,
  }),
];

/** A KPI is committed, with its baseline and target, and locked. */
export const kpi = (line: Line, on: string, subject: object = { urn: line.urn }): Step[] => {
  const by = evaluator(line.partnership);
  const { level, indicator, unit, direction, base, n, target } = line.kpi;
  const at = ref(`kpi-${line.alias}`);
  return [
    step(on, by, ['kpis'], { subject, level, indicator, unit, direction }, `kpi-${line.alias}`),
    step(on, by, ['kpis', at, 'baseline'], {
      period: { year: '202324', name: 'Academic year' },
      value: base,
      n,
    }),
    step(on, by, ['kpis', at, 'target'], { value: target, by: '2025-07-31' }),
    step(on, by, ['kpis', at, 'lock']),
  ];
};

/** The request is raised, triaged and funded. */
export const request = (line: Line, on: string): Step[] => {
  const at = ref(`request-${line.alias}`);
  const cost = (line.halfDays / 2) * 35_000;
  return [
    step(
      on,
      broker(line.partnership),
      ['support-requests'],
      {
        needId: ref(`need-${line.alias}`),
        halfDays: line.halfDays,
        window: line.window,
        budgetPence: cost,
        modality: 'onsite',
      },
      `request-${line.alias}`,
    ),
    step(on, broker(line.partnership), ['support-requests', at, 'triage'], { priority: 'soon' }),
    step(on, board(line.partnership), ['support-requests', at, 'funding'], {
      funder: 'The partnership',
      stream: 'traded',
      amountPence: cost,
    }),
  ];
};

/** A leader is proposed and checked for conflicts. */
export const proposal = (line: Line, on: string): Step[] => {
  const by = broker(line.partnership);
  return [
    step(
      on,
      by,
      ['deployments'],
      {
        requestId: ref(`request-${line.alias}`),
        leaderId: ref(line.leader),
        objectives: [`${line.kpi.indicator}: what the staff can carry on alone`],
        successCriteria: [
          { text: 'The target of the KPI is met', kpiId: ref(`kpi-${line.alias}`) },
        ],
        kpiIds: [ref(`kpi-${line.alias}`)],
        halfDays: line.halfDays,
        dayRatePence: 35_000,
        window: line.window,
      },
      `deployment-${line.alias}`,
    ),
    step(on, by, ['deployments', ref(`deployment-${line.alias}`), 'conflict-check'], {
      declared: 'none',
    }),
  ];
};

/** The three consents, and the agreement. */
export const agreement = (line: Line, on: string): Step[] => {
  const at = (intent: string) => ['deployments', ref(`deployment-${line.alias}`), intent] as const;
  const said = { agreedBy: 'headteacher', agreedOn: on };
  return [
    step(on, head(homeOf(line)), at('release'), said),
    step(on, head(line.urn), at('acceptance'), said),
    step(on, board(line.partnership), at('approval'), {
      commissioner: 'partnership',
      agreedOn: on,
    }),
    step(on, broker(line.partnership), at('agreement'), { mou: `mou-2024-${line.alias}` }),
  ];
};

/** The support begins on the first day of the window. */
export const start = (line: Line): Step =>
  step(
    line.window.from,
    broker(line.partnership),
    ['deployments', ref(`deployment-${line.alias}`), 'start'],
    {
      on: line.window.from,
    },
  );

/** Something happens to the deployment of a line. */
export const during = (
  line: Line,
  on: string,
  intent: string,
  body: Readonly<Record<string, unknown>> = {},
): Step =>
  step(
    on,
    broker(line.partnership),
    ['deployments', ref(`deployment-${line.alias}`), intent],
    body,
  );

/** A visit, recorded on the day. */
export const visit = (line: Line, date: string, halfDays: number): Step =>
  during(line, date, 'visits', {
    date,
    halfDays,
    summary: 'Worked with two teachers, looked at books, agreed one change.',
    nextSteps: 'The change is tried in every class before the next visit.',
  });

/** The midpoint review. */
export const midpoint = (line: Line, on: string): Step =>
  during(line, on, 'midpoint', {
    working: 'The weekly planning hour.',
    changes: 'More time with the middle leaders.',
    exitPlan: 'The subject leader takes the planning hour over.',
  });

/** The KPI is measured. */
export const measured = (
  line: Line,
  on: string,
  name: 'Autumn term' | 'Spring term' | 'Summer term',
  value: number,
  n: number,
): Step =>
  step(on, evaluator(line.partnership), ['kpis', ref(`kpi-${line.alias}`), 'measurements'], {
    period: { year: '202425', name },
    value,
    n,
    observedOn: on,
    source: 'School assessment, moderated',
  });
