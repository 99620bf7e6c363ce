import type { ContextFigure } from '../school/figures.js';
import type { FigureKind } from './cells.js';
import { type Cells, headingOf, type Layout } from './layout.js';

/** The columns of the school-level file of "Schools, pupils and their characteristics" that are read. */
export const censusLayout = {
  name: 'the DfE school-level census file',
  required: {
    year: 'time_period',
    periodName: 'time_identifier',
    level: 'geographic_level',
    urn: 'urn',
    laCode: 'old_la_code',
    laName: 'la_name',
    name: 'school_name',
    laestab: 'laestab',
    grouping: 'phase_type_grouping',
    type: 'typeofestablishment_name',
    roll: 'headcount of pupils',
    fsm: '% of pupils known to be eligible for free school meals',
    eal: '% of pupils whose first language is known or believed to be other than English',
  },
  optional: {
    regionCode: 'region_code',
    regionName: 'region_name',
    districtCode: 'district_administrative_code',
    districtName: 'district_administrative_name',
    wardCode: 'ward_code',
    wardName: 'ward_name',
    trust: 'trust',
    opened: 'opendate',
    sex: 'sex_of_school_description',
    middle: 'middle_school',
    allThrough: 'all_through_school',
    religiousCharacter: 'denomination',
    admissions: 'admissions_policy',
    urbanRural: 'urban_rural',
    postcode: 'school_postcode',
    girls: ['headcount total girls', 'headcount total female', 'headcount total females'],
    boys: ['headcount total boys', 'headcount total male', 'headcount total males'],
    fullTime: 'full time pupils',
    partTime: 'part time pupils',
    fullTimeEquivalent: 'fte pupils',
    boarders: 'total boarders',
    earlyYears: 'Number of early year pupils (years E1 and E2)',
    nursery: 'Number of nursery pupils (years N1 and N2)',
    reception: 'Number of reception pupils (year R)',
    keyStage1: 'Number of key stage 1 pupils (years 1 and 2)',
    keyStage2: 'Number of key stage 2 pupils (years 3 to 6)',
    keyStage3: 'Number of key stage 3 pupils (years 7 to 9)',
    keyStage4: 'Number of key stage 4 pupils (years 10 and 11)',
    keyStage5: 'Number of key stage 5 pupils (years 12 to 14)',
    fsmPupils: 'number of pupils known to be eligible for free school meals',
    ealPupils:
      'number of pupils whose first language is known or believed to be other than English',
    youngCarers: 'number of pupils who are a young carer',
  },
} as const satisfies Layout<string, string>;

/** The cells of one row, by our words. */
export type CensusCells = Cells<
  keyof typeof censusLayout.required,
  keyof typeof censusLayout.optional
>;

/** What is not a plain count among the figures. */
const kinds: Partial<Record<ContextFigure, FigureKind>> = {
  fsm: 'per cent',
  eal: 'per cent',
  fullTimeEquivalent: 'measure',
};

/** The kind of a figure. */
export const kindOf = (figure: ContextFigure): FigureKind => kinds[figure] ?? 'count';

/** The names of the columns in the file. */
export const columns = Object.fromEntries(
  Object.entries({ ...censusLayout.optional, ...censusLayout.required }).map(([key, it]) => [
    key,
    headingOf(it),
  ]),
) as Readonly<Record<keyof CensusCells, string>>;
