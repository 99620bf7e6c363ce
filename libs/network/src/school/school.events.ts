import type { Catalogue, Fact } from '#eventing';
import type { AcademicPeriod } from '../reference/academic-year.js';
import type { DetailChanges, SchoolDetails } from './details.js';
import type { FigureChanges, Figures } from './figures.js';

/** The facts of one school, by its URN. `sourceDate` is the day at which the source was true. */
export type SchoolEvent =
  | Fact<'SchoolRegistered', SchoolDetails & { readonly urn: string; readonly sourceDate: string }>
  | Fact<
      'SchoolDetailsRefreshed',
      { readonly urn: string; readonly sourceDate: string; readonly changes: DetailChanges }
    >
  | Fact<
      'SchoolContextRecorded',
      {
        readonly urn: string;
        readonly period: AcademicPeriod;
        readonly sourceDate: string;
        readonly figures: Figures;
      }
    >
  | Fact<
      'SchoolContextCorrected',
      {
        readonly urn: string;
        readonly period: AcademicPeriod;
        readonly sourceDate: string;
        readonly changes: FigureChanges;
      }
    >
  | Fact<'SchoolClosed', { readonly urn: string; readonly on: string; readonly reason: string }>;

const school = (d: { urn: string }) => [`urn:${d.urn}`];
const sourced = {
  version: 1,
  about: school,
  occurredOn: (d: { sourceDate: string }) => d.sourceDate,
};

/** Versions and identities of the facts of a school. */
export const schoolEvents: Catalogue<SchoolEvent> = {
  SchoolRegistered: sourced,
  SchoolDetailsRefreshed: sourced,
  SchoolContextRecorded: sourced,
  SchoolContextCorrected: sourced,
  SchoolClosed: { version: 1, about: school, occurredOn: (d) => d.on },
};
