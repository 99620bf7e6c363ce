import { type AcademicPeriod, isAcademicYear, terms } from '../reference/academic-year.js';
import type { Phase } from '../reference/phase.js';
import type { Area, StatedDetails } from '../school/details.js';
import { type ContextFigure, contextFigures, type Figures } from '../school/figures.js';
import type { RecordCensusReturn } from '../school/school.commands.js';
import { censusDayOf } from './census-day.js';
import { type CensusCells, columns, kindOf } from './census-layout.js';
import { codeOf, dayOf, figureOf, requiredText, shown, textOf } from './cells.js';
import { BadRow } from './import-refused.js';

/** A row as a command for the school it is about. */
export interface CensusRow {
  readonly urn: string;
  readonly command: RecordCensusReturn;
}

const figureNames = Object.keys(contextFigures) as ContextFigure[];

/** Reads one row; `undefined` when it is not about a school but a total of some. Throws `BadRow`. */
export function censusRowOf(cells: CensusCells): CensusRow | undefined {
  if (!same(cells.level, 'School')) return undefined;
  const urn = codeOf(columns.urn, cells.urn, /^[1-9]\d{5}$/);
  const period = periodOf(cells);
  return {
    urn,
    command: {
      type: 'RecordCensusReturn',
      period,
      sourceDate: censusDayOf(period.year),
      details: detailsOf(cells),
      figures: figuresOf(cells),
      unsaid: figureNames.filter((it) => cells[it] === undefined),
    },
  };
}

/** Publishers write a word in one case in one year, and in another in the next. */
const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

function periodOf({ year, periodName }: CensusCells): AcademicPeriod {
  if (!isAcademicYear(year)) throw new BadRow(`${columns.year} ${shown(year)} is no year`);
  const name = (['Academic year', ...terms] as const).find((it) => same(it, periodName));
  if (!name) throw new BadRow(`${columns.periodName} ${shown(periodName)} is no period`);
  return { year, name };
}

function detailsOf(cells: CensusCells): StatedDetails {
  const text = (key: keyof CensusCells) => textOf(columns[key], cells[key]);
  const trust = text('trust');
  return {
    name: requiredText(columns.name, cells.name),
    phase: phaseOf(cells),
    typeOfEstablishment: requiredText(columns.type, cells.type),
    la: {
      code: codeOf(columns.laCode, cells.laCode, /^\d{3}$/),
      name: requiredText(columns.laName, cells.laName),
    },
    laestab: codeOf(columns.laestab, cells.laestab, /^\d{7}$/),
    postcode: text('postcode')?.toUpperCase(),
    region: areaOf(text('regionCode'), text('regionName')),
    district: areaOf(text('districtCode'), text('districtName')),
    ward: areaOf(text('wardCode'), text('wardName')),
    // An empty cell says that the school is in no trust; a file without the column says nothing.
    trust: cells.trust === undefined ? undefined : trust === undefined ? null : { name: trust },
    opened: dayOf(columns.opened, cells.opened),
    sex: text('sex'),
    religiousCharacter: text('religiousCharacter'),
    admissions: text('admissions'),
    urbanRural: text('urbanRural'),
  };
}

/** An area with its nine-character code; none where the publisher writes `Unknown`. */
const areaOf = (code: string | undefined, name: string | undefined): Area | undefined =>
  code !== undefined && name !== undefined && /^[A-Z]\d{8}$/.test(code)
    ? { code, name }
    : undefined;

function phaseOf(cells: CensusCells): Phase {
  switch (cells.grouping.toLowerCase()) {
    case 'state-funded nursery':
      return 'Nursery';
    case 'state-funded primary':
      if (same(cells.middle, 'Middle deemed primary')) return 'Middle deemed primary';
      return same(cells.allThrough, 'Yes') ? 'All-through' : 'Primary';
    case 'state-funded secondary':
      if (same(cells.middle, 'Middle deemed secondary')) return 'Middle deemed secondary';
      if (same(cells.allThrough, 'Yes')) return 'All-through';
      return /\b16\b/.test(cells.type) ? '16 plus' : 'Secondary';
    case 'state-funded special school':
    case 'non-maintained special school':
      return 'Special';
    case 'state-funded ap school':
      return 'Alternative provision';
    case 'independent school':
      return 'Independent';
    default:
      throw new BadRow(`${columns.grouping} ${shown(cells.grouping)} is not known`);
  }
}

const figuresOf = (cells: CensusCells): Figures =>
  Object.fromEntries(
    figureNames.flatMap((name) => {
      const figure = figureOf(columns[name], cells[name], kindOf(name));
      return figure === undefined ? [] : [[name, figure]];
    }),
  );
