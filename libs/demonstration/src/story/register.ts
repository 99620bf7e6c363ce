import { demoSchools } from '../schools.js';
import { operator } from './personas.js';
import { type CensusReturn, step, type Step } from './step.js';

const detailsOf = (urn: string) => {
  const school = demoSchools.find((it) => it.urn === urn);
  if (!school) throw new Error(`${urn} is no school of Wavering`);
  const { name, phase, type } = school;
  return { name, phase, typeOfEstablishment: type, la: { code: '999', name: 'Wavering' } };
};
const trustOf = (uid: string) => ({ name: `Wavering Trust ${uid}`, uid });

/** What the national register says anew of a school. */
const refreshed = (on: string, urn: string, news: Readonly<Record<string, unknown>>): Step =>
  step(on, operator, ['schools', urn, 'refresh'], { sourceDate: on, ...detailsOf(urn), ...news });

const SMALL = 60;

/** A census: the year it is of, and its day. */
const last = { year: '202324', day: '2024-01-18' };
const latest = { year: '202425', day: '2025-01-16' };

/** The return of a school; of the smallest, the publisher withholds who has free school meals. */
const counted = (
  on: string,
  urn: string,
  { year, day }: typeof last,
  roll: number,
  fsm: number,
): CensusReturn => ({
  on,
  urn,
  census: {
    type: 'RecordCensusReturn',
    period: { year, name: 'Academic year' },
    sourceDate: day,
    details: detailsOf(urn),
    figures: { roll, fsm: roll < SMALL ? 'c' : fsm },
  },
});

/** The censuses that were published: of the year before at the start, of this year in June, one put right in July. */
export const censuses: readonly CensusReturn[] = [
  ...demoSchools.map(({ urn, roll, fsm }) => counted('2024-09-02', urn, last, roll, fsm)),
  ...demoSchools
    .filter(({ urn }) => urn !== '900040')
    .map(({ urn, roll, fsm }) =>
      counted('2025-06-05', urn, latest, roll + (Number(urn) % 9) - 4, fsm),
    ),
  counted('2025-07-03', '900030', latest, 731, 33.1),
];

/** The register of Wavering: taken over on the first day of the school year, and what it said since. */
export const register: readonly Step[] = [
  ...demoSchools.map(({ urn, trust }) =>
    step('2024-09-02', operator, ['schools'], {
      urn,
      ...detailsOf(urn),
      ...(trust === undefined ? {} : { trust: trustOf(trust) }),
    }),
  ),
  step('2025-01-06', operator, ['schools', '900040', 'closure'], {
    on: '2024-12-31',
    reason: 'Too few pupils',
  }),
  refreshed('2025-03-03', '900002', {
    typeOfEstablishment: 'Academy converter',
    trust: trustOf('9002'),
  }),
  refreshed('2025-04-01', '900013', { none: ['trust'] }),
  refreshed('2025-04-28', '900017', { name: 'Quayside Community Primary School' }),
];
