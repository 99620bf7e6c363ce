import type { Catalogue, Day, Fact } from '#eventing';
import type { Urn } from '../reference/measures.js';
import type { AcademicPeriod } from '../reference/academic-year.js';
import type { DetailChanges, SchoolDetails } from './details.js';
import type { FigureChanges, Figures } from './figures.js';

/** The facts of one school, by its URN. `sourceDate` is the day at which the source was true. */
export type SchoolEvent =
  | Fact<'SchoolRegistered', SchoolDetails & { readonly urn: Urn; readonly sourceDate: Day }>
  | Fact<
      'SchoolDetailsRefreshed',
      { readonly urn: Urn; readonly sourceDate: Day; readonly changes: DetailChanges }
    >
  | Fact<
      'SchoolContextRecorded',
      {
        readonly urn: Urn;
        readonly period: AcademicPeriod;
        readonly sourceDate: Day;
        readonly figures: Figures;
      }
    >
  | Fact<
      'SchoolContextCorrected',
      {
        readonly urn: Urn;
        readonly period: AcademicPeriod;
        readonly sourceDate: Day;
        readonly changes: FigureChanges;
      }
    >
  | Fact<'SchoolClosed', { readonly urn: Urn; readonly on: Day; readonly reason: string }>;

/** Versions of the facts of a school. */
export const schoolEvents: Catalogue<SchoolEvent> = {
  SchoolRegistered: { version: 1, occurredOn: (d) => d.sourceDate },
  SchoolDetailsRefreshed: { version: 1, occurredOn: (d) => d.sourceDate },
  SchoolContextRecorded: { version: 1, occurredOn: (d) => d.sourceDate },
  SchoolContextCorrected: { version: 1, occurredOn: (d) => d.sourceDate },
  SchoolClosed: { version: 1, occurredOn: (d) => d.on },
};
