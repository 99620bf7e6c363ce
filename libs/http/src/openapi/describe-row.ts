import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { type ColumnKind, columnsOf } from '#read-model';

const object = { type: 'object', additionalProperties: true } as const;

/** How OpenAPI says what a column holds. */
export const schemas = {
  text: { type: 'string' },
  day: { type: 'string', format: 'date' },
  instant: { type: 'string', format: 'date-time' },
  count: { type: 'integer', format: 'int64' },
  pence: { type: 'integer', format: 'int64' },
  real: { type: 'number' },
  flag: { type: 'boolean' },
  json: object,
  list: { type: 'array', items: { type: 'string' } },
  records: { type: 'array', items: object },
} as const satisfies Record<ColumnKind, ApiPropertyOptions>;

/** Describes the rows of a read model by the columns its entity declares. */
export function describeRow(entity: new () => object): void {
  for (const { property, kind, says, nullable = false, example } of columnsOf(entity))
    ApiProperty({ ...schemas[kind], description: says, nullable, example })(
      entity.prototype as object,
      property,
    );
}
