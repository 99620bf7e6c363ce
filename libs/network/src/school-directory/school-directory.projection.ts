import { change, type Projection, set, starting } from '#eventing';
import type { AcademicPeriod } from '../reference/academic-year.js';
import { numberOf, type PublishedFigure } from '../reference/published-figure.js';
import type { SchoolDetails } from '../school/details.js';
import { corrected, type Figures, periodKey } from '../school/figures.js';
import type { SchoolEvent } from '../school/school.events.js';
import { SchoolListing } from './school-directory.entity.js';

type Others = 'key' | 'scope' | 'urn' | 'status' | 'closedOn' | 'detailsAsOf';
type FigureColumn = 'figuresYear' | 'figuresPeriod' | 'roll' | 'fsm' | 'eal' | 'figures' | 'marks';
type DetailColumns = Omit<SchoolListing, Others | FigureColumn>;
type Columns = Partial<DetailColumns>;
type Stated = { readonly [K in keyof SchoolDetails]?: SchoolDetails[K] | null };

/** The columns of each detail: a new one does not compile until it has its place here. */
const columns: {
  readonly [K in keyof SchoolDetails]-?: (it: SchoolDetails[K] | null | undefined) => Columns;
} = {
  name: (it) => (it ? { name: it } : {}),
  phase: (it) => (it ? { phase: it } : {}),
  type: (it) => (it ? { type: it } : {}),
  la: (it) => (it ? { la: it.code, laName: it.name } : {}),
  ukprn: (it) => ({ ukprn: it ?? null }),
  laestab: (it) => ({ laestab: it ?? null }),
  postcode: (it) => ({ postcode: it ?? null }),
  region: (it) => ({ region: it?.name ?? null }),
  district: (it) => ({ district: it?.name ?? null }),
  ward: (it) => ({ ward: it?.name ?? null }),
  trust: (it) => ({ trust: it?.name ?? null, trustUid: it?.uid ?? null }),
  opened: (it) => ({ opened: it ?? null }),
  ages: (it) => ({ agesFrom: it?.from ?? null, agesTo: it?.to ?? null }),
  geo: (it) => ({ easting: it?.easting ?? null, northing: it?.northing ?? null }),
  sex: (it) => ({ sex: it ?? null }),
  religiousCharacter: (it) => ({ religiousCharacter: it ?? null }),
  admissions: (it) => ({ admissions: it ?? null }),
  urbanRural: (it) => ({ urbanRural: it ?? null }),
};
const fields = Object.keys(columns) as (keyof SchoolDetails)[];

const columnsOf = (stated: Stated, which: readonly (keyof SchoolDetails)[]): Columns =>
  Object.assign(
    {},
    ...which.map((field) => (columns[field] as (it: unknown) => Columns)(stated[field])),
  ) as Columns;

/** Which schools are there, open and closed, and what is published about each? (domain: SchoolDirectory) */
export const schoolDirectory: Projection<SchoolEvent, SchoolListing> = {
  name: 'network.school-directory',
  version: 1,
  entity: SchoolListing,
  key: ({ data }) => `urn:${data.urn}`,
  on: {
    SchoolRegistered: starting(({ data: { urn, sourceDate, ...details } }) => ({
      scope: ['public'],
      urn,
      status: 'open',
      detailsAsOf: sourceDate,
      ...columnsOfFigures({}),
      ...(columnsOf(details, fields) as DetailColumns),
    })),
    SchoolDetailsRefreshed: change((row, { data: { sourceDate, changes } }) => {
      const which = fields.filter((field) => field in changes);
      const now = Object.fromEntries(which.map((field) => [field, changes[field]?.to])) as Stated;
      return { ...row, detailsAsOf: sourceDate, ...columnsOf(now, which) };
    }),
    SchoolContextRecorded: change((row, { data: { period, figures } }) =>
      periodKey(period) < shown(row)
        ? row
        : {
            ...row,
            figuresYear: period.year,
            figuresPeriod: period.name,
            ...columnsOfFigures(figures),
          },
    ),
    SchoolContextCorrected: change((row, { data: { period, changes } }) =>
      periodKey(period) === shown(row)
        ? { ...row, ...columnsOfFigures(corrected({ ...row.figures, ...row.marks }, changes)) }
        : row,
    ),
    SchoolClosed: set(({ data }) => ({ status: 'closed', closedOn: data.on })),
  },
};

/** The period of the figures that a row shows, as a key that sorts in time. */
const shown = ({ figuresYear: year, figuresPeriod: name }: SchoolListing): string =>
  year === null ? '' : periodKey({ year, name: name as AcademicPeriod['name'] });

function columnsOfFigures(figures: Figures) {
  const all: [string, PublishedFigure][] = Object.entries(figures);
  const only = (type: 'number' | 'string') =>
    Object.fromEntries(all.filter(([, figure]) => typeof figure === type));
  return {
    roll: numberOf(figures.roll),
    fsm: numberOf(figures.fsm),
    eal: numberOf(figures.eal),
    figures: only('number') as SchoolListing['figures'],
    marks: only('string') as SchoolListing['marks'],
  };
}
