import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Column, Index, PrimaryColumn } from 'typeorm';

/**
 * Columns of a read model's entity. Each is a TypeORM column and its description in the API at once. Rows are
 * plain JSON: days are `YYYY-MM-DD`, instants RFC 3339 text, money integer pence.
 */
const column =
  (
    type: 'text' | 'integer' | 'double precision' | 'boolean' | 'jsonb',
    schema: ApiPropertyOptions,
  ) =>
  (says: string, options: { nullable?: boolean; indexed?: boolean; example?: unknown } = {}) =>
  (target: object, property: string): void => {
    const { nullable = false, indexed = false, example } = options;
    Column({ type, nullable })(target, property);
    if (indexed) Index()(target, property);
    ApiProperty({ ...schema, description: says, nullable, example })(target, property);
  };

/** Text, an id or a word of a vocabulary. */
export const TextColumn = column('text', { type: 'string' });
/** A day, `YYYY-MM-DD`. */
export const DayColumn = column('text', { type: 'string', format: 'date' });
/** An instant, RFC 3339. */
export const InstantColumn = column('text', { type: 'string', format: 'date-time' });
/** A count, or money in pence. */
export const CountColumn = column('integer', { type: 'integer' });
/** A measured value. */
export const RealColumn = column('double precision', { type: 'number' });
/** Yes or no. */
export const FlagColumn = column('boolean', { type: 'boolean' });
/** A list or a nested value, kept as JSON. */
export const JsonColumn = column('jsonb', { type: 'object', additionalProperties: true });
/** A list of text, kept as JSON. */
export const ListColumn = column('jsonb', { type: 'array', items: { type: 'string' } });
/** A list of nested values, kept as JSON. */
export const RecordsColumn = column('jsonb', {
  type: 'array',
  items: { type: 'object', additionalProperties: true },
});

/** The base of every read model's entity. */
export abstract class ReadRow {
  /** `<identity>` or `<identity>|<rest>`. */
  @PrimaryColumn({ type: 'text' })
  @ApiProperty({ description: 'The key of the row: the identity it is about' })
  key!: string;

  /** Who may see it: `urn:…`, `partnership:…` or `public`. */
  @Column({ type: 'text', array: true })
  scope!: string[];
}
