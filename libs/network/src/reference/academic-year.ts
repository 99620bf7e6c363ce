/** The three terms of the academic year, in order. */
export const terms = ['Autumn term', 'Spring term', 'Summer term'] as const;
/** A term, by the name that the statistics use. */
export type Term = (typeof terms)[number];

/**
 * An academic year as six digits: 2025/26 is `202526`.
 * @pattern ^\d{6}$
 */
export type AcademicYear = string;

/** An academic period: an academic year and either the whole of it or one term. */
export interface AcademicPeriod {
  readonly year: AcademicYear;
  readonly name: 'Academic year' | Term;
}

/** An academic year as six digits whose halves follow each other. */
export const isAcademicYear = (text: string): boolean =>
  /^\d{6}$/.test(text) && (Number(text.slice(2, 4)) + 1) % 100 === Number(text.slice(4));

/** The academic year (1 September to 31 August) that a day lies in, as six digits. */
export function academicYearOf(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const start = month >= 9 ? year : year - 1;
  return `${start}${String((start + 1) % 100).padStart(2, '0')}`;
}

/** `202526` as people write it: `2025/26`. */
export const written = (year: string): string => `${year.slice(0, 4)}/${year.slice(4)}`;

/** First and last day of a period: terms run September-December, January-April, May-August. */
export function daysOf({ year, name }: AcademicPeriod): { from: string; to: string } {
  const start = Number(year.slice(0, 4));
  switch (name) {
    case 'Academic year':
      return { from: `${start}-09-01`, to: `${start + 1}-08-31` };
    case 'Autumn term':
      return { from: `${start}-09-01`, to: `${start}-12-31` };
    case 'Spring term':
      return { from: `${start + 1}-01-01`, to: `${start + 1}-04-30` };
    case 'Summer term':
      return { from: `${start + 1}-05-01`, to: `${start + 1}-08-31` };
  }
}

/** The term that a day lies in. */
export function termOf(day: string): AcademicPeriod {
  const month = Number(day.slice(5, 7));
  const name = month >= 9 ? 'Autumn term' : month <= 4 ? 'Spring term' : 'Summer term';
  return { year: academicYearOf(day), name };
}
