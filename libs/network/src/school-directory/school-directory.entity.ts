import { Entity } from 'typeorm';
import { CountColumn, DayColumn, JsonColumn, ReadRow, RealColumn, TextColumn } from '#read-model';
import type { ContextFigure } from '../school/figures.js';

/** One school of the register, with the newest figures published about it. Key: `urn:<urn>`. */
@Entity({ schema: 'read', name: 'school_directory' })
export class SchoolListing extends ReadRow {
  @TextColumn('The school', { search: true, sort: true, example: '139402' })
  urn!: string;

  @TextColumn('Its name', { search: true, sort: true, example: 'Alec Hunter Academy' })
  name!: string;

  @TextColumn('Its phase', { filter: true, example: 'Secondary' })
  phase!: string;

  @TextColumn('The type of establishment', { filter: true, example: 'Academy sponsor led' })
  type!: string;

  @TextColumn('open or closed', { filter: true, example: 'open' })
  status!: 'open' | 'closed';

  @DayColumn('When it closed', { nullable: true })
  closedOn!: string | null;

  @TextColumn('The code of its local authority', { filter: true, example: '881' })
  la!: string;

  @TextColumn('The name of its local authority', { search: true, example: 'Essex' })
  laName!: string;

  @TextColumn('Local authority and establishment number', { nullable: true, example: '8814010' })
  laestab!: string | null;

  @TextColumn('UK provider reference number', { nullable: true, example: '10038918' })
  ukprn!: string | null;

  @TextColumn('Postcode', { search: true, nullable: true, example: 'CM7 3NR' })
  postcode!: string | null;

  @TextColumn('Its region', { filter: true, nullable: true, example: 'East of England' })
  region!: string | null;

  @TextColumn('Its district', { filter: true, search: true, nullable: true, example: 'Braintree' })
  district!: string | null;

  @TextColumn('Its ward', { nullable: true, example: 'Braintree Central & Beckers Green' })
  ward!: string | null;

  @TextColumn('Its trust', {
    search: true,
    sort: true,
    nullable: true,
    example: 'SAFFRON ACADEMY TRUST',
  })
  trust!: string | null;

  @TextColumn('The group UID of its trust', { filter: true, nullable: true, example: '2981' })
  trustUid!: string | null;

  @DayColumn('When it opened', { filter: true, nullable: true })
  opened!: string | null;

  @CountColumn('Easting, in metres of the national grid', { nullable: true })
  easting!: number | null;

  @CountColumn('Northing, in metres of the national grid', { nullable: true })
  northing!: number | null;

  @CountColumn('The lowest statutory age', { nullable: true, example: 11 })
  agesFrom!: number | null;

  @CountColumn('The highest statutory age', { nullable: true, example: 16 })
  agesTo!: number | null;

  @TextColumn('Whom it admits', { nullable: true, example: 'Mixed' })
  sex!: string | null;

  @TextColumn('Religious character', { nullable: true, example: 'No religious character' })
  religiousCharacter!: string | null;

  @TextColumn('Admissions policy', { nullable: true, example: 'Non-selective' })
  admissions!: string | null;

  @TextColumn('Urban or rural', { nullable: true, example: '(England/Wales) Urban city and town' })
  urbanRural!: string | null;

  @DayColumn('The day at which the source of these details was true', { example: '2023-01-19' })
  detailsAsOf!: string;

  @TextColumn('The academic year of the figures', { nullable: true, example: '202223' })
  figuresYear!: string | null;

  @TextColumn('Their period within the year', { nullable: true, example: 'Academic year' })
  figuresPeriod!: string | null;

  @CountColumn('Pupils on roll', { filter: true, nullable: true, example: 1054 })
  roll!: number | null;

  @RealColumn('Per cent of pupils known to be eligible for free school meals', {
    filter: true,
    nullable: true,
  })
  fsm!: number | null;

  @RealColumn('Per cent of pupils whose first language is not English', {
    filter: true,
    nullable: true,
  })
  eal!: number | null;

  @JsonColumn('Every published number, by name', { example: { roll: 1054, girls: 400, fsm: 13.6 } })
  figures!: Partial<Record<ContextFigure, number>>;

  @JsonColumn('The marks that the publisher put in the place of numbers', { example: { eal: 'z' } })
  marks!: Partial<Record<ContextFigure, string>>;
}
