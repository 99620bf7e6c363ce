import type { AcademicPeriod } from '../reference/academic-year.js';
import type { PublishedFigure } from '../reference/published-figure.js';

/** The published figures of a school's context, each with what it counts. */
export const contextFigures = {
  roll: 'pupils on roll (headcount)',
  girls: 'girls on roll',
  boys: 'boys on roll',
  fullTime: 'pupils who attend full time',
  partTime: 'pupils who attend part time',
  fullTimeEquivalent: 'pupils, a part-time pupil counted as half',
  boarders: 'pupils who board',
  earlyYears: 'pupils in years E1 and E2',
  nursery: 'pupils in years N1 and N2',
  reception: 'pupils in year R',
  keyStage1: 'pupils in years 1 and 2',
  keyStage2: 'pupils in years 3 to 6',
  keyStage3: 'pupils in years 7 to 9',
  keyStage4: 'pupils in years 10 and 11',
  keyStage5: 'pupils in years 12 to 14',
  fsmPupils: 'pupils known to be eligible for free school meals',
  fsm: 'per cent of pupils known to be eligible for free school meals',
  ealPupils: 'pupils whose first language is not English',
  eal: 'per cent of pupils whose first language is not English',
  youngCarers: 'pupils known to be young carers',
} as const;

/** One of them. */
export type ContextFigure = keyof typeof contextFigures;

/** The figures of one period; one that was not published is absent. */
export type Figures = { readonly [K in ContextFigure]?: PublishedFigure };

/** Figures that a later publication of the same period puts right; `null` where there was, or is, none. */
export type FigureChanges = {
  readonly [K in ContextFigure]?: {
    readonly from: PublishedFigure | null;
    readonly to: PublishedFigure | null;
  };
};

const names = Object.keys(contextFigures) as ContextFigure[];

/** A period as a key that sorts in time, whole years after their terms: `202223|1 Autumn term`. */
export const periodKey = ({ year, name }: AcademicPeriod): string => {
  const place = { 'Autumn term': 1, 'Spring term': 2, 'Summer term': 3, 'Academic year': 4 }[name];
  return `${year}|${place} ${name}`;
};

/** Exactly the known figures, spelled out. */
export const figuresOf = (it: Figures): Figures =>
  Object.fromEntries(names.flatMap((name) => (it[name] === undefined ? [] : [[name, it[name]]])));

/** Which figures are published otherwise now. */
export const figureChangesOf = (before: Figures, now: Figures): FigureChanges =>
  Object.fromEntries(
    names.flatMap((name) => {
      const [from, to] = [before[name] ?? null, now[name] ?? null];
      return from === to ? [] : [[name, { from, to }]];
    }),
  );

/** The figures after they were put right. */
export const corrected = (before: Figures, changes: FigureChanges): Figures =>
  figuresOf({
    ...before,
    ...Object.fromEntries(Object.entries(changes).map(([name, { to }]) => [name, to ?? undefined])),
  });
