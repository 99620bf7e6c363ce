import { demoSchools } from '../schools.js';
import { leaders, type PartnershipAlias, partnerships } from './area.js';
import { board, broker, operator } from './personas.js';
import { ref, step, type Step } from './step.js';

/** The register of Wavering, as it was taken over on the first day of the school year. */
export const schools: readonly Step[] = [
  ...demoSchools.map(({ urn, name, phase, type, trust }) =>
    step('2024-09-02', operator, ['schools'], {
      urn,
      name,
      phase,
      typeOfEstablishment: type,
      la: { code: '999', name: 'Wavering' },
      ...(trust === undefined ? {} : { trust: { name: `Wavering Trust ${trust}`, uid: trust } }),
    }),
  ),
  step('2025-01-06', operator, ['schools', '900040', 'closure'], {
    on: '2024-12-31',
    reason: 'Too few pupils',
  }),
];

const found = (alias: PartnershipAlias): Step[] => {
  const { name, model, place, members } = partnerships[alias];
  return [
    step(
      '2024-09-03',
      operator,
      ['partnerships'],
      {
        name,
        model,
        place,
        phases: ['Primary', 'Secondary', 'Special'],
        owners: ['primary heads', 'secondary heads', 'special heads', 'governors'],
      },
      alias,
    ),
    ...members.map((urn) =>
      step('2024-09-04', broker(alias), ['partnerships', ref(alias), 'members'], {
        urn,
        from: '2024-09-01',
      }),
    ),
  ];
};

const charter = (alias: PartnershipAlias, signed: string): Step =>
  step(signed, board(alias), ['partnerships', ref(alias), 'charters'], {
    purpose: 'Every school is somebody’s partner, and no school is left to itself.',
    place: partnerships[alias].place,
    changeModel: 'Needs are named early, help comes from near, and what changed is shown.',
    signatories: partnerships[alias].members.map((urn) => ({ urn, head: signed, chair: signed })),
    until: '2027-08-31',
    funding: 'A subscription per pupil, and the funding of each deployment',
    dataTerms: 'Aggregate figures only, small numbers withheld',
  });

/** The partnerships: two chartered and active, one still forming. */
export const founding: readonly Step[] = [
  ...found('tidewater'),
  ...found('northmarsh'),
  ...found('harbour-road'),
  charter('tidewater', '2024-09-16'),
  step('2024-09-17', board('tidewater'), ['partnerships', ref('tidewater'), 'activation']),
  charter('northmarsh', '2024-09-23'),
  step('2024-09-24', board('northmarsh'), ['partnerships', ref('northmarsh'), 'activation']),
  step('2025-02-03', broker('northmarsh'), ['partnerships', ref('northmarsh'), 'withdrawals'], {
    urn: '900020',
    on: '2025-01-31',
    reason: 'Joined a partnership nearer to it',
  }),
];

/** The twelve leaders: a person in the register, a provider, what it may do and how much of it. */
export const supply: readonly Step[] = leaders.flatMap((it, nth) => {
  const by = broker(it.partnership);
  const person = `person-${it.alias}`;
  return [
    step(
      '2024-09-09',
      by,
      ['people'],
      {
        urn: it.home,
        name: `Demonstration leader ${nth + 1}`,
        email: `leader-${nth + 1}@example.org`,
      },
      person,
    ),
    step(
      '2024-09-09',
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
    step('2024-09-10', by, ['providers', ref(it.alias), 'accreditations'], {
      focusArea: it.focusArea,
      by: partnerships[it.partnership].name,
      until: '2026-08-31',
    }),
    step('2024-09-10', by, ['providers', ref(it.alias), 'capacity'], {
      year: '202425',
      halfDays: it.halfDays,
    }),
    step('2024-09-10', by, ['providers', ref(it.alias), 'limits'], {
      maxConcurrent: 2,
      maxKm: 40,
      dayRatePence: 35_000,
    }),
  ];
});
