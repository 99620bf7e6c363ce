import { type Leader, leaders, partnerships } from './area.js';
import { board, broker, head } from './personas.js';
import { ref, step, type Step } from './step.js';

const at = (leader: string, intent: string) => ['providers', ref(leader), intent] as const;

/** A leader: a person in the register, a provider, what it may do and how much of it. */
const leading = (it: Leader, on: string): Step[] => {
  const by = broker(it.partnership);
  const person = `person-${it.alias}`;
  return [
    step(
      on,
      by,
      ['people'],
      { urn: it.home, name: it.name, email: `${it.alias}@example.org` },
      person,
    ),
    step(
      on,
      by,
      ['providers'],
      {
        kind: 'leader',
        designation: it.designation,
        personId: ref(person),
        homeUrn: it.home,
        phases: ['Primary', 'Secondary', 'Special'],
      },
      it.alias,
    ),
    step(on, by, at(it.alias, 'accreditations'), {
      focusArea: it.focusArea,
      by: partnerships[it.partnership].name,
      until: '2026-08-31',
    }),
    step(on, by, at(it.alias, 'capacity'), { year: '202425', halfDays: it.halfDays }),
    step(on, by, at(it.alias, 'limits'), { maxConcurrent: 2, maxKm: 40, dayRatePence: 35_000 }),
  ];
};

/** The twelve leaders: those of Harbour Road since January. */
export const supply: readonly Step[] = [
  ...leaders.flatMap((it) =>
    leading(it, it.partnership === 'harbour-road' ? '2025-01-14' : '2024-09-09'),
  ),
  step('2024-09-12', broker('northmarsh'), ['people', ref('person-leader-7'), 'corrections'], {
    email: 'b.eskdene@example.org',
    reason: 'misspelt',
  }),
  step('2024-10-02', head('900025'), at('leader-4', 'interests'), {
    urn: '900027',
    kind: 'family',
  }),
  step('2024-10-02', head('900033'), at('leader-5', 'availability'), {
    windows: [
      { from: '2025-01-06', to: '2025-04-04' },
      { from: '2025-04-22', to: '2025-07-18' },
    ],
  }),
  step('2025-02-24', broker('northmarsh'), at('leader-7', 'suspension'), {
    reason: 'A complaint is looked into.',
  }),
  step('2025-03-17', broker('northmarsh'), at('leader-7', 'reinstatement')),
  step('2025-06-24', board('harbour-road'), at('leader-10', 'suspension'), {
    reason: 'On long leave until it is known when the school can spare somebody again.',
  }),
  step('2025-06-30', broker('northmarsh'), at('leader-9', 'lapses'), { focusArea: 'send' }),
];
