import { Entity } from 'typeorm';
import {
  CountColumn,
  DayColumn,
  JsonColumn,
  ListColumn,
  ReadRow,
  RecordsColumn,
  TextColumn,
} from '#read-model';
import type { PartnershipModel } from '../reference/partnership-model.js';
import type { SignatoryRole } from '../partnership/partnership.events.js';

/** One partnership, with its schools. Key: `partnership:<id>`. */
@Entity({ schema: 'read', name: 'partnership_directory' })
export class PartnershipListing extends ReadRow {
  @TextColumn('The partnership')
  partnershipId!: string;

  @TextColumn('Its name', {
    search: true,
    sort: true,
    example: 'Braintree and Witham Schools Partnership',
  })
  name!: string;

  @TextColumn('The place it answers for', {
    filter: true,
    search: true,
    example: 'Braintree district',
  })
  place!: string;

  @CountColumn('Its model: 1 to 4', { filter: true, example: 4 })
  model!: PartnershipModel;

  @ListColumn('The phases it is for', { filter: true, example: ['Primary', 'Secondary'] })
  phases!: readonly string[];

  @ListColumn('The associations that own it', { example: ['Essex Primary Heads'] })
  owners!: readonly string[];

  @TextColumn('forming, chartered, active or dormant', { filter: true, example: 'active' })
  state!: 'forming' | 'chartered' | 'active' | 'dormant';

  @RecordsColumn('Its schools, each with the day it joined', {
    example: [{ urn: '139402', from: '2025-09-01' }],
  })
  members!: readonly { readonly urn: string; readonly from: string }[];

  @CountColumn('How many schools', { filter: true, example: 17 })
  memberCount!: number;

  @RecordsColumn(
    'The schools that are asked to join, each with the last day on which it can sign',
    {
      example: [{ urn: '139248', until: '2025-10-31' }],
    },
  )
  invited!: readonly { readonly urn: string; readonly until: string }[];

  @RecordsColumn('What headteachers and chairs have signed: the version of the charter', {
    example: [{ urn: '139402', by: 'chair', version: 1 }],
  })
  signatures!: readonly {
    readonly urn: string;
    readonly by: SignatoryRole;
    readonly version: number;
  }[];

  @RecordsColumn('Its leads: people of the register', {
    example: [{ role: 'partnershipLead', personId: '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11' }],
  })
  leads!: readonly { readonly role: string; readonly personId: string }[];

  @CountColumn('The version of its charter', { nullable: true, example: 1 })
  charterVersion!: number | null;

  @DayColumn('The last day of its charter', { filter: true, nullable: true, example: '2028-08-31' })
  charterUntil!: string | null;

  @JsonColumn('What its charter says', { nullable: true, example: { purpose: 'No school alone' } })
  charterTerms!: Readonly<
    Record<'purpose' | 'place' | 'changeModel' | 'funding' | 'dataTerms', string>
  > | null;
}
