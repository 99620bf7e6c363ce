import { joiners, type PartnershipAlias, partnerships } from './area.js';
import { board, broker, operator } from './personas.js';
import { ref, step, type Step } from './step.js';

const joined = (alias: PartnershipAlias, urn: string, on: string, from = on): Step =>
  step(on, broker(alias), ['partnerships', ref(alias), 'members'], { urn, from });

const left = (alias: PartnershipAlias, urn: string, told: string, on: string, reason: string) =>
  step(told, broker(alias), ['partnerships', ref(alias), 'withdrawals'], { urn, on, reason });

const founded = (alias: PartnershipAlias): Step[] => {
  const { name, model, place, founders } = partnerships[alias];
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
    ...founders.map((urn) => joined(alias, urn, '2024-09-04', '2024-09-01')),
  ];
};

/** A charter is agreed; the chairs of some schools may have yet to sign it. */
const charter = (
  alias: PartnershipAlias,
  on: string,
  members: readonly string[],
  unsigned: readonly string[] = [],
): Step =>
  step(on, board(alias), ['partnerships', ref(alias), 'charters'], {
    purpose: 'Every school is somebody’s partner, and no school is left to itself.',
    place: partnerships[alias].place,
    changeModel: 'Needs are named early, help comes from near, and what changed is shown.',
    signatories: members.map((urn) => ({
      urn,
      head: on,
      ...(unsigned.includes(urn) ? {} : { chair: on }),
    })),
    until: '2027-08-31',
    funding: 'A subscription per pupil, and the funding of each deployment',
    dataTerms: 'Aggregate figures only, small numbers withheld',
  });

const active = (alias: PartnershipAlias, on: string): Step =>
  step(on, board(alias), ['partnerships', ref(alias), 'activation']);

/** Somebody who leads enters the register, and is appointed. */
const lead = (
  alias: PartnershipAlias,
  on: string,
  {
    person,
    name,
    urn,
    role,
    replaces,
  }: Readonly<Record<'person' | 'name' | 'urn' | 'role', string>> & {
    readonly replaces?: string;
  },
): Step[] => [
  step(on, broker(alias), ['people'], { urn, name, email: `${person}@example.org` }, person),
  step(on, board(alias), ['partnerships', ref(alias), 'leads'], {
    personId: ref(person),
    role,
    duties: ['facilitates the heads’ meeting', 'works with governors'],
    ...(replaces === undefined ? {} : { replaces: ref(replaces) }),
  }),
];

/**
 * Two partnerships take up their work in autumn. The third begins with two schools; one of them closes at Christmas
 * and it falls dormant; those that have joined it since are signing a new charter.
 */
export const founding: readonly Step[] = [
  ...founded('tidewater'),
  ...founded('northmarsh'),
  ...founded('harbour-road'),
  charter('tidewater', '2024-09-16', partnerships.tidewater.founders),
  active('tidewater', '2024-09-17'),
  ...lead('tidewater', '2024-09-17', {
    person: 'lead-tidewater',
    name: 'Greta Holmwater',
    urn: '900025',
    role: 'partnershipLead',
  }),
  ...lead('tidewater', '2024-09-18', {
    person: 'lead-tidewater-cluster',
    name: 'Piers Aldersea',
    urn: '900008',
    role: 'clusterLead',
  }),
  charter('northmarsh', '2024-09-23', partnerships.northmarsh.founders),
  active('northmarsh', '2024-09-24'),
  ...lead('northmarsh', '2024-09-25', {
    person: 'lead-northmarsh',
    name: 'Amabel Reedcroft',
    urn: '900029',
    role: 'partnershipLead',
  }),
  charter('harbour-road', '2024-09-30', partnerships['harbour-road'].founders),
  active('harbour-road', '2024-10-01'),

  left('harbour-road', '900040', '2025-01-06', '2024-12-31', 'The school has closed'),
  ...joiners.map((urn) => joined('harbour-road', urn, '2025-01-13', '2025-01-01')),
  left('northmarsh', '900020', '2025-02-03', '2025-01-31', 'Joins a partnership nearer to it'),
  ...lead('tidewater', '2025-04-28', {
    person: 'lead-tidewater-next',
    name: 'Silas Crowmarsh',
    urn: '900027',
    role: 'partnershipLead',
    replaces: 'lead-tidewater',
  }),
  charter('harbour-road', '2025-06-16', ['900022', ...joiners], ['900035', '900039']),
];
