import fc from 'fast-check';
import type { Role } from '#http';
import type { Side } from './parties.js';

/** Something that the others record about themselves, with a value that may be one or another. */
interface Secret {
  readonly role: Role;
  readonly where: (side: Side) => string;
  readonly body: (side: Side, value: number) => object;
}

const subject = ({ parties }: Side) => ({ urn: parties.foreign.urns[0] });
const kpi = { level: 'pupils', unit: '% of pupils', direction: 'up' } as const;
const period = { year: '202324', name: 'Academic year' } as const;
const hash = (value: number) => value.toString(16).padStart(64, '0');

/** What is recorded differs by its value alone: as many events, of the same kinds, on the same streams. */
const secrets: readonly Secret[] = [
  {
    role: 'headteacher',
    where: () => '/v1/needs',
    body: (side, value) => ({
      ...subject(side),
      focusArea: value % 2 ? 'maths' : 'attendance',
      severity: 1 + (value % 4),
      source: value % 2 ? 'data' : 'visit',
      evidenceRefs: [`table-${value}`],
      story: `What was seen, in words that end in ${value}.`,
    }),
  },
  {
    role: 'evaluator',
    where: () => '/v1/kpis',
    body: (side, value) => ({ subject: subject(side), ...kpi, indicator: `Measure ${value}` }),
  },
  {
    role: 'evaluator',
    where: (side) => `/v1/kpis/${side.parties.foreign.ids.kpi}/rebaseline`,
    body: (_, value) => ({
      ...{ period, value: 30 + (value % 400) / 16, n: 3 + (value % 40) },
      reason: `Counted anew, ${value}`,
    }),
  },
  {
    role: 'broker',
    where: () => '/v1/evidence',
    body: (side, value) => ({
      ...{ subject: subject(side), kind: value % 2 ? 'document' : 'interview' },
      ...{ title: `Minutes ${value}`, hash: hash(value), source: `Office ${value}` },
    }),
  },
  {
    role: 'headteacher',
    where: () => '/v1/plans',
    body: (side, value) => ({ subject: subject(side), title: `Plan ${value}`, year: '202526' }),
  },
  {
    role: 'broker',
    where: () => '/v1/people',
    body: (side, value) => ({ ...subject(side), name: `Leader ${value}` }),
  },
];

/** What the others do in a run: which secret, and its value in each of the two houses. */
export const doings = fc.array(
  fc.record({
    secret: fc.constantFrom(...secrets),
    values: fc
      .tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 }))
      .filter(([one, other]) => one !== other),
  }),
  { minLength: 1, maxLength: 3 },
);

/** Records a secret in one house. Throws when it was not recorded, since nothing would be kept then. */
export async function keep(side: Side, { role, where, body }: Secret, value: number, key: string) {
  const { status, body: said } = await side.house.send('POST', where(side), {
    token: await side.token('other', role),
    body: body(side, value),
    headers: { 'idempotency-key': key, 'x-correlation-id': key },
  });
  if (status >= 300) throw new Error(`${where(side)}: ${status} ${JSON.stringify(said)}`);
}
