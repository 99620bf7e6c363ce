import { MEASURED, type NumberRule, WHOLE } from '#eventing';
import { type ColumnKind, columnsOf } from './columns.js';

/** The shape of a value, as JSON Schema has it. */
export type Shape = Readonly<Record<string, unknown>>;

/** An object with these properties. */
export const recordOf = (properties: Readonly<Record<string, Shape>>): Shape => ({
  type: 'object',
  properties,
});
/** A list. */
export const listOf = (items: Shape, description?: string): Shape => ({
  type: 'array',
  items,
  ...(description === undefined ? {} : { description }),
});
/** Text, an id or a word. */
export const textShape: Shape = { type: 'string' };
/** A count, or money in pence. */
export const countShape: Shape = { type: 'integer', format: 'int64' };
/** Counts by words. */
export const countsShape: Shape = { type: 'object', additionalProperties: countShape };

const anything = { type: 'object', additionalProperties: true };

/** The shapes of what columns hold. */
export const columnShapes: Readonly<Record<ColumnKind, Shape>> = {
  text: textShape,
  day: { type: 'string', format: 'date' },
  count: countShape,
  pence: countShape,
  real: { type: 'number' },
  flag: { type: 'boolean' },
  json: anything,
  list: listOf(textShape),
  records: listOf(anything),
};

/** The shape of a number that is asked for by a rule. */
export const numberShape = ({ min, max, places }: NumberRule) =>
  places === 0
    ? ({ type: 'integer', minimum: min, maximum: max } as const)
    : ({ type: 'number', minimum: min, maximum: max, multipleOf: 1 / 10 ** places } as const);

/** What a number must be that lists are narrowed by, by the kind of its column. */
export const numberRules = {
  count: WHOLE,
  pence: WHOLE,
  real: MEASURED,
} as const satisfies Partial<Record<ColumnKind, NumberRule>>;

/** The shape of a value that lists are narrowed by. */
export function filterShape(kind: ColumnKind): Shape {
  if (kind === 'list') return textShape;
  const rule = (numberRules as Partial<Record<ColumnKind, NumberRule>>)[kind];
  return rule ? numberShape(rule) : columnShapes[kind];
}

/** The shape of a row, or of some of its columns, with what the reads add. */
export function rowShape(
  entity: new () => object,
  only?: readonly string[],
  adds: Readonly<Record<string, string>> = {},
): Shape {
  const columns = columnsOf(entity).filter((it) => only?.includes(it.property) ?? true);
  return recordOf({
    ...Object.fromEntries(
      columns.map(({ property, kind, says, nullable = false, example }) => {
        const { type, ...shape } = columnShapes[kind];
        return [
          property,
          {
            type: nullable ? [type, 'null'] : type,
            ...shape,
            description: says,
            ...(example === undefined ? {} : { example }),
          },
        ];
      }),
    ),
    ...Object.fromEntries(
      Object.entries(adds).map(([name, description]) => [name, { ...textShape, description }]),
    ),
  });
}
