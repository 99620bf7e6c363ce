import { kpi, type Measure, measured, toKpi } from '../line.js';
import { board, chair, head } from '../personas.js';
import { drafted, objective, type Plan, rated, ratedAgain, revised, toPlan } from '../planning.js';
import { ref, type Step } from '../step.js';

/** The partnership's own KPI: schools that both give and receive. */
const reciprocity: Measure = {
  alias: 'reciprocity',
  partnership: 'tidewater',
  kpi: {
    level: 'partnership',
    indicator: 'Members that give and receive support',
    unit: 'schools',
    direction: 'up',
    base: 3,
    n: 14,
    target: 8,
  },
};

/** Reading at Causeway, which helps itself: the baseline was found to be wrong before the first result. */
const readingAtSeven: Measure = {
  alias: 'reading-at-seven',
  partnership: 'tidewater',
  urn: '900003',
  kpi: {
    level: 'pupils',
    indicator: 'Reading at seven, expected standard',
    unit: '%',
    direction: 'up',
    base: 66,
    n: 38,
    target: 74,
  },
};

const school = (alias: string, urn: string, title: string): Plan => ({
  alias,
  subject: { urn },
  title,
  by: head(urn),
});
const eastmere = school('eastmere', '900005', 'Eastmere, 2024/25');
const gullwing = school('gullwing', '900007', 'Gullwing, 2024/25');
const causeway = school('causeway', '900003', 'Causeway, 2024/25');
const partnership: Plan = {
  alias: 'tidewater',
  subject: { partnershipId: ref('tidewater') },
  title: 'Nobody only gives, nobody only receives',
  by: board('tidewater'),
};

/** One plan that has run its course, two that are under way, one still a draft. */
export const plans: readonly Step[] = [
  ...kpi(reciprocity, '2024-10-01'),
  drafted(partnership, '2024-10-01'),
  objective(partnership, '2024-10-01', {
    focusArea: 'leadership',
    kpi: 'reciprocity',
    due: 'Summer term',
    text: 'Eight of the fourteen members give support and receive it',
  }),
  toPlan(partnership, '2024-10-02', 'approval', {}),
  rated(partnership, '2025-01-15', { nth: 1, in: 'Autumn term', rating: 'notStarted' }),
  measured(reciprocity, '2025-04-11', 'Spring term', 6, 14),
  rated(partnership, '2025-04-11', { nth: 1, in: 'Spring term', rating: 'onTrack' }),

  ...kpi(readingAtSeven, '2024-10-11'),
  toKpi(readingAtSeven, '2024-12-03', 'rebaseline', {
    period: { year: '202324', name: 'Academic year' },
    value: 64,
    n: 37,
    target: { value: 72, by: '2025-07-31' },
    reason: 'A pupil was counted who had moved to another school',
  }),
  measured(readingAtSeven, '2025-04-04', 'Spring term', 68, 36),
  drafted(causeway, '2025-06-30'),
  objective(causeway, '2025-06-30', {
    focusArea: 'reading',
    kpi: 'reading-at-seven',
    due: 'Summer term',
    text: 'Every class hears a story every day',
  }),

  drafted(eastmere, '2024-10-16'),
  objective(eastmere, '2024-10-16', {
    focusArea: 'maths',
    kpi: 'maths',
    due: 'Summer term',
    text: 'Number facts are secure by the end of year 4',
  }),
  toPlan(eastmere, '2024-10-18', 'approval', { onBehalfOf: 'governors' }, chair('900005')),
  rated(eastmere, '2024-12-13', { nth: 1, in: 'Autumn term', rating: 'behind' }),
  rated(eastmere, '2025-04-02', { nth: 1, in: 'Spring term', rating: 'onTrack' }),
  rated(eastmere, '2025-07-16', {
    nth: 1,
    in: 'Summer term',
    rating: 'achieved',
    evidence: ['maths-1', 'maths-2'],
  }),
  toPlan(eastmere, '2025-07-18', 'completion'),

  drafted(gullwing, '2024-11-05'),
  objective(gullwing, '2024-11-05', {
    focusArea: 'attendance',
    kpi: 'attendance',
    due: 'Spring term',
    text: 'Every family is called on the first morning',
  }),
  objective(gullwing, '2024-11-05', {
    focusArea: 'behaviour',
    kpi: 'attendance',
    due: 'Summer term',
    text: 'Lessons begin on the minute',
  }),
  toPlan(gullwing, '2024-11-08', 'approval', {}, chair('900007')),
  rated(gullwing, '2025-01-20', { nth: 1, in: 'Autumn term', rating: 'onTrack' }),
  ratedAgain(
    gullwing,
    '2025-01-24',
    { nth: 1, in: 'Autumn term', rating: 'behind' },
    'The calls began in December only',
  ),
  revised(
    gullwing,
    '2025-02-24',
    { later: [1, 'Summer term'], dropped: 2 },
    'One thing at a time: the calls come first',
  ),
  rated(gullwing, '2025-04-08', { nth: 1, in: 'Spring term', rating: 'onTrack' }),
];
