import { Entity } from 'typeorm';
import {
  CountColumn,
  DayColumn,
  JsonColumn,
  ListColumn,
  PenceColumn,
  ReadRow,
  RecordsColumn,
  TextColumn,
} from '#read-model';

/** The half days of one academic year. */
export interface YearOfDays {
  readonly declared: number;
  /** Held for deployments, those used included. */
  readonly reserved: number;
  readonly free: number;
}

/** One area of accredited expertise. */
export interface Expertise {
  readonly focusArea: string;
  readonly by: string;
  readonly until: string;
}

/** One provider of support. Days are counted in half days. Key: `provider:<id>`. */
@Entity({ schema: 'read', name: 'provider_directory' })
export class DirectoryProvider extends ReadRow {
  @TextColumn('The provider')
  providerId!: string;

  @TextColumn('leader or organisation', { filter: true, example: 'leader' })
  kind!: string;

  @TextColumn('The designation it holds', { filter: true, example: 'SLE' })
  designation!: string;

  @TextColumn('The person, by the id of the register', { nullable: true })
  personId!: string | null;

  @TextColumn('The name of an organisation', {
    search: true,
    sort: true,
    nullable: true,
    example: null,
  })
  organisation!: string | null;

  @TextColumn('The school that releases the leader, or hosts the organisation', {
    filter: true,
    names: 'urn',
    example: '137260',
  })
  homeUrn!: string;

  @ListColumn('The phases it knows', { filter: true, example: ['Primary'] })
  phases!: readonly string[];

  @TextColumn('active or suspended', { filter: true, example: 'active' })
  state!: string;

  @ListColumn('The focus areas of its accreditations', { filter: true, example: ['maths'] })
  focusAreas!: readonly string[];

  @RecordsColumn('Its accreditations: each with its focus area, by whom, and until when')
  expertise!: readonly Expertise[];

  @DayColumn('When the first of its accreditations ends', { nullable: true, filter: true })
  lapsesOn!: string | null;

  @JsonColumn('By academic year, half days: declared, reserved and free', {
    example: { '202526': { declared: 30, reserved: 8, free: 22 } },
  })
  capacity!: Readonly<Record<string, YearOfDays>>;

  @RecordsColumn('When it can be deployed; empty: at any time')
  availability!: readonly { readonly from: string; readonly to: string }[];

  @ListColumn('The schools and trusts it may not work at, as identities')
  interests!: readonly string[];

  @CountColumn('How many deployments it takes on at once', { nullable: true, example: 3 })
  maxConcurrent!: number | null;

  @CountColumn('How far it goes, in kilometres', { filter: true, nullable: true, example: 40 })
  maxKm!: number | null;

  @PenceColumn('The price of a day, in pence', { filter: true, nullable: true, example: 35_000 })
  dayRatePence!: number | null;
}
