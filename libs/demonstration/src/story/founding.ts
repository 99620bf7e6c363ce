import { joiners, type PartnershipAlias, partnerships } from './area.js';
import { board, broker, chair, head, operator } from './personas.js';
import { type Persona, ref, step, type Step } from './step.js';

/** The headteacher and the chair of a school sign for it. */
const signed = (alias: PartnershipAlias, urn: string, on: string, version = 1): Step[] =>
  [head(urn), chair(urn)].map((by) =>
    step(on, by, ['partnerships', ref(alias), 'signatures'], { urn, version }),
  );

const invited = (alias: PartnershipAlias, urn: string, on: string): Step =>
  step(on, broker(alias), ['partnerships', ref(alias), 'invitations'], {
    urn,
    until: '2025-08-31',
  });

/** A school is invited, and joins by its own word. */
const joined = (alias: PartnershipAlias, urn: string, asked: string, on = asked): Step[] => [
  invited(alias, urn, asked),
  ...signed(alias, urn, on),
];

const left = (alias: PartnershipAlias, by: Persona, urn: string, on: string, reason: string) =>
  step(on, by, ['partnerships', ref(alias), 'withdrawals'], { urn, on, reason });

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
    charter(alias, '2024-09-03'),
    ...founders.flatMap((urn) => joined(alias, urn, '2024-09-03', '2024-09-04')),
  ];
};

/** A charter is agreed, or renewed. */
const charter = (alias: PartnershipAlias, on: string): Step =>
  step(on, board(alias), ['partnerships', ref(alias), 'charters'], {
    purpose: 'Every school is somebody’s partner, and no school is left to itself.',
    place: partnerships[alias].place,
    changeModel: 'Needs are named early, help comes from near, and what changed is shown.',
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

/** What becomes of a role that a partnership cannot do without. */
const keyRole =
  (alias: PartnershipAlias, role: string) =>
  (on: string, intent: string, body: Step['body']): Step =>
    step(on, board(alias), ['succession-plans', ref(alias, (id) => `${id}.${role}`), intent], body);

const identified = (alias: PartnershipAlias, on: string, role: string): Step =>
  step(on, board(alias), ['succession-plans'], { partnershipId: ref(alias), role });

const [leading, business] = [
  keyRole('tidewater', 'partnershipLead'),
  keyRole('tidewater', 'businessLead'),
];
const cluster = ref('lead-tidewater-cluster');

/** One has its successor, one is filled within the term, and one is vacant for longer. */
const keyRoles: readonly Step[] = [
  identified('tidewater', '2024-10-02', 'partnershipLead'),
  leading('2024-10-02', 'successors', { personId: cluster }),
  identified('tidewater', '2024-10-02', 'businessLead'),
  business('2024-11-04', 'vacancies', { on: '2024-11-01' }),
  business('2025-01-10', 'appointments', { personId: cluster, on: '2025-01-06' }),
  identified('northmarsh', '2024-10-03', 'boardChair'),
  keyRole('northmarsh', 'boardChair')('2024-10-03', 'vacancies', { on: '2024-10-01' }),
];

const renewed = '2025-06-16';
const unsigned: readonly string[] = ['900035', '900039'];

/**
 * Two partnerships take up their work in autumn. The third begins with two schools; one of them closes at Christmas
 * and it falls dormant; those that have joined it since are signing a new charter. One school would rather not join, one
 * invitation is taken back, and of a third school only the headteacher has signed.
 */
export const founding: readonly Step[] = [
  ...founded('tidewater'),
  ...founded('northmarsh'),
  ...founded('harbour-road'),
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
  active('northmarsh', '2024-09-24'),
  ...lead('northmarsh', '2024-09-25', {
    person: 'lead-northmarsh',
    name: 'Amabel Reedcroft',
    urn: '900029',
    role: 'partnershipLead',
  }),
  active('harbour-road', '2024-10-01'),

  left('harbour-road', board('harbour-road'), '900040', '2025-01-06', 'The school has closed'),
  ...joiners.flatMap((urn) => joined('harbour-road', urn, '2025-01-06', '2025-01-13')),
  left('northmarsh', chair('900020'), '900020', '2025-02-03', 'Joins a partnership nearer to it'),
  ...lead('tidewater', '2025-04-28', {
    person: 'lead-tidewater-next',
    name: 'Silas Crowmarsh',
    urn: '900027',
    role: 'partnershipLead',
    replaces: 'lead-tidewater',
  }),
  charter('harbour-road', renewed),
  ...['900022', ...joiners].flatMap((urn) =>
    signed('harbour-road', urn, renewed, 2).slice(0, unsigned.includes(urn) ? 1 : 2),
  ),
  invited('harbour-road', '900038', '2025-06-17'),
  step(
    '2025-06-20',
    chair('900038'),
    ['partnerships', ref('harbour-road'), 'invitation-declines'],
    {
      urn: '900038',
    },
  ),
  invited('harbour-road', '900032', '2025-06-17'),
  step(
    '2025-06-20',
    broker('harbour-road'),
    ['partnerships', ref('harbour-road'), 'invitation-withdrawals'],
    { urn: '900032' },
  ),
  invited('harbour-road', '900036', '2025-06-17'),
  ...signed('harbour-road', '900036', '2025-06-23', 2).slice(0, 1),
  ...keyRoles,
];
