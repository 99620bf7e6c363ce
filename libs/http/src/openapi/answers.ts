import { ApiProperty } from '@nestjs/swagger';

const position = '1a2b3c4d.c117';
const subject = '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11';

/** An event that a command recorded. */
export class RecordedEvent {
  @ApiProperty({
    description: 'The id of the event',
    type: String,
    format: 'uuid',
    example: subject,
  })
  id!: string;

  @ApiProperty({ description: 'What happened', type: String, example: 'NeedIdentified' })
  type!: string;
}

/** What became of a command: the same again for every repeat of it. */
export class CommandAnswer {
  @ApiProperty({ description: 'The subject', type: String, example: subject })
  id!: string;

  @ApiProperty({ description: 'Its revision, as in ETag', type: 'integer', example: 0 })
  revision!: number;

  @ApiProperty({
    description: 'Where it landed in the log: send it as Min-Position to read your own writes',
    type: String,
    required: false,
    example: position,
  })
  position?: string;

  @ApiProperty({
    description: 'The events it recorded; none when it changed nothing',
    type: [RecordedEvent],
  })
  events!: RecordedEvent[];
}

/** One thing that is wrong with a request. */
export class ProblemFault {
  @ApiProperty({ description: 'Where', type: String, example: 'items.0.price' })
  path!: string;

  @ApiProperty({ description: 'What', type: String, example: 'price must not be less than 0' })
  message!: string;
}

/** An answer that is not the one hoped for (RFC 9457). */
export class ProblemAnswer {
  @ApiProperty({ description: 'Names the kind', type: String, example: '/problems/body-invalid' })
  type!: string;

  @ApiProperty({
    description: 'The kind, for people',
    type: String,
    example: 'The body is not valid',
  })
  title!: string;

  @ApiProperty({ description: 'The status of the answer', type: 'integer', example: 400 })
  status!: number;

  @ApiProperty({ description: 'The kind, for machines', type: String, example: 'body-invalid' })
  code!: string;

  @ApiProperty({
    description: 'What was wrong this time, and what to do',
    type: String,
    example: 'items.0.price: price must not be less than 0',
  })
  detail!: string;

  @ApiProperty({ description: 'Each place that is wrong', type: [ProblemFault], required: false })
  errors?: ProblemFault[];

  @ApiProperty({ description: 'Also a header, and in our log', type: String, example: subject })
  correlationId!: string;
}

/** The moment in the past that an answer is about. */
export class AsOfAnswer {
  @ApiProperty({ description: 'As the caller asked', type: String, example: '2025-03-31' })
  asked!: string;

  @ApiProperty({
    description: 'What we knew then, or what was true then',
    enum: ['recorded', 'occurred'],
  })
  clock!: string;

  @ApiProperty({ description: 'The last position it includes', type: String, example: position })
  position!: string;
}
