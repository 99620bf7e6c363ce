import type { Catalogue, Day, Event } from '#eventing';
import type { Urn } from '../reference/measures.js';
import type { AcademicPeriod } from '../reference/academic-year.js';
import type { DetailChanges, SchoolDetails } from './details.js';
import type { FigureChanges, Figures } from './figures.js';

/** The events of one school, by its URN. `sourceDate` is the day at which the source was true. */
export type SchoolEvent =
  | Event<'SchoolRegistered', SchoolDetails & { readonly urn: Urn; readonly sourceDate: Day }>
  | Event<
      'SchoolDetailsRefreshed',
      { readonly urn: Urn; readonly sourceDate: Day; readonly changes: DetailChanges }
    >
  | Event<
      'SchoolContextRecorded',
      {
        readonly urn: Urn;
        readonly period: AcademicPeriod;
        readonly sourceDate: Day;
        readonly figures: Figures;
      }
    >
  | Event<
      'SchoolContextCorrected',
      {
        readonly urn: Urn;
        readonly period: AcademicPeriod;
        readonly sourceDate: Day;
        readonly changes: FigureChanges;
      }
    >
  | Event<'SchoolClosed', { readonly urn: Urn; readonly on: Day; readonly reason: string }>;

/** Versions of the events of a school. */
export const schoolEvents: Catalogue<SchoolEvent> = {
  SchoolRegistered: { version: 1, occurredOn: (d) => d.sourceDate },
  SchoolDetailsRefreshed: { version: 1, occurredOn: (d) => d.sourceDate },
  SchoolContextRecorded: { version: 1, occurredOn: (d) => d.sourceDate },
  SchoolContextCorrected: { version: 1, occurredOn: (d) => d.sourceDate },
  SchoolClosed: { version: 1, occurredOn: (d) => d.on },
};
