import { ApiProperty } from '@nestjs/swagger';
import { AsOfAnswer, RecordedEvent } from './answers.js';

const position = '1a2b3c4d.c117';
const subject = '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';

/** What an event made of one field. */
export class ProvenanceChange {
  @ApiProperty({ type: String, example: 'state' })
  field!: string;

  @ApiProperty({
    description: 'What it was, as you are shown it; of a list the entries that went',
    nullable: true,
    example: 'locked',
  })
  from!: unknown;

  @ApiProperty({
    description: 'What it became; of a list the entries that came',
    nullable: true,
    example: 'measured',
  })
  to!: unknown;
}

/** Who recorded an event. */
export class ProvenanceActor {
  @ApiProperty({ type: String, example: 'headteacher' })
  role!: string;

  @ApiProperty({
    description: 'For which partnership or school, or for whom besides themselves they spoke',
    type: String,
    required: false,
    example: 'urn:900001',
  })
  onBehalfOf?: string;

  @ApiProperty({
    description:
      'The subject of their token, never a name; where you are shown the subject of the event',
    type: String,
    required: false,
    example: 'head-1',
  })
  id?: string;
}

/** A narrative of an event. */
export class ProvenanceNarrative {
  @ApiProperty({ description: 'The field that holds it', type: String, example: 'reasoning' })
  field!: string;

  @ApiProperty({ description: 'Its id, as at /v1/notes', type: String, example: subject })
  note!: string;

  @ApiProperty({
    description: 'What it says, to those who may read narratives; null once it was erased',
    type: String,
    nullable: true,
    required: false,
    example: 'Nobody else came or went.',
  })
  text?: string | null;
}

/** An event that changed a row. */
export class ProvenanceEvent extends RecordedEvent {
  @ApiProperty({ type: String, example: `intelligence.need-${subject}` })
  stream!: string;

  @ApiProperty({ description: 'Its place in its stream', type: 'integer', example: 0 })
  revision!: number;

  @ApiProperty({ type: String, example: position })
  position!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2025-10-06T11:00:00.000Z' })
  recordedOn!: string;

  @ApiProperty({ type: String, format: 'date', example: '2025-10-06' })
  occurredOn!: string;

  @ApiProperty({ description: 'The fields it changed', type: [String], example: ['state'] })
  changed!: string[];

  @ApiProperty({ type: [ProvenanceChange] })
  changes!: ProvenanceChange[];

  @ApiProperty({ type: ProvenanceActor })
  by!: ProvenanceActor;

  @ApiProperty({
    description: 'Why, where the event says so and you are shown its subject',
    type: String,
    required: false,
    example: 'Two pupils had been counted twice',
  })
  reason?: string;

  @ApiProperty({
    description: 'What was said in words, where you are shown the subject of the event',
    type: [ProvenanceNarrative],
    required: false,
  })
  narratives?: ProvenanceNarrative[];
}

/** What says of which row something is told, by which fold, and when it is true. */
class OfRow {
  @ApiProperty({ type: String, example: `need:${subject}` })
  key!: string;

  @ApiProperty({ type: String, example: 'intelligence.open-needs' })
  projection!: string;

  @ApiProperty({ description: 'The version of the fold', type: 'integer', example: 1 })
  version!: number;

  @ApiProperty({ description: 'The position it is true at', type: String, example: position })
  position!: string;

  @ApiProperty({ type: AsOfAnswer, required: false })
  asOf?: AsOfAnswer;
}

/** Where a row comes from. */
export class ProvenanceAnswer extends OfRow {
  @ApiProperty({ type: [ProvenanceEvent] })
  events!: ProvenanceEvent[];
}

/** One of the events a row comes from. */
export class EventAnswer extends OfRow {
  @ApiProperty({ type: ProvenanceEvent })
  item!: ProvenanceEvent;
}
