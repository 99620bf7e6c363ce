import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import type { Obstacle } from '#eventing';
import { Access, problems, tagged } from '#http';
import type { Dossier } from './dossier.js';
import { Erasures } from './erasures.js';
import type { Outlook } from './outlook.js';

const PERSON = '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';

/** How an erasure stands, and what it would do. */
class OutlookAnswer implements Outlook {
  @ApiProperty({ example: PERSON })
  personId!: string;
  @ApiProperty({ enum: ['registered', 'erasing', 'erased'] })
  state!: Outlook['state'];
  @ApiProperty({ type: [Object], description: 'What has to end first, and what to do about it' })
  obstacles!: readonly Obstacle[];
  @ApiProperty({ type: [String], description: 'Notes that name them: erased with them' })
  names!: readonly string[];
  @ApiProperty({ type: [String], description: 'Notes that seem to mention them: to be judged' })
  mentions!: readonly string[];
  @ApiProperty({ type: Object, required: false, description: 'What was removed, once it is' })
  receipt?: NonNullable<Outlook['receipt']>;
}

/** Everything the house holds on a person. */
class DossierAnswer implements Dossier {
  @ApiProperty({ example: PERSON })
  personId!: string;
  @ApiProperty({ enum: ['registered', 'erasing', 'erased'] })
  state!: string;
  @ApiProperty({ type: Object, required: false, description: 'Name and contacts, until erased' })
  details?: NonNullable<Dossier['details']>;
  @ApiProperty({ type: [Object], description: 'The narratives that name them' })
  notes!: Dossier['notes'];
  @ApiProperty({ type: [Object], description: 'Narratives that may be of somebody else: judge' })
  mentions!: Dossier['mentions'];
  @ApiProperty({ type: [Object], description: 'The events that name them, oldest first' })
  events!: Dossier['events'];
}

/** What a data protection lead asks about one person. */
@Controller('v1/people')
@tagged('register')
export class SubjectController {
  constructor(private readonly erasures: Erasures) {}

  @Get(':id/export')
  @Access('SubjectAccess', ['operator'])
  @ApiOperation({ summary: 'Everything the house holds on a person (subject access).' })
  @ApiOkResponse({ type: DossierAnswer })
  @SubjectProblems()
  export(@Param('id') id: string): Promise<DossierAnswer> {
    return this.erasures.dossier(id);
  }

  @Get(':id/erasures')
  @Access('ErasureOutlook', ['operator'])
  @ApiOperation({ summary: 'What erasing a person would do, or what it did: its receipt.' })
  @ApiOkResponse({ type: OutlookAnswer })
  @SubjectProblems()
  outlook(@Param('id') id: string): Promise<OutlookAnswer> {
    return this.erasures.outlook(id);
  }
}

function SubjectProblems(): MethodDecorator {
  return (target, name, descriptor) => {
    for (const decorate of problems({ 404: 'Nobody was ever registered by this id' }))
      decorate(target, name, descriptor);
  };
}
