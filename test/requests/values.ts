import fc from 'fast-check';
import { type Description, resolved, type Schema } from './description.js';

/** Ids of subjects of the house by the fields that name them; a field that names none answers with nothing. */
export type IdsOf = (field: string) => readonly string[];

/** Text that people, programs and attackers send: long, odd, or with characters that no store keeps. */
export const wildText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.array(fc.nat(0xffff), { maxLength: 40 }).map((it) => String.fromCharCode(...it)),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    'null',
    '-1',
    '1e-7',
    '*',
    '%',
    "'; --",
    '../..',
    '__proto__',
  ),
  fc.constantFrom('é'.repeat(300), '9'.repeat(400), 'a'.repeat(11_000)),
);

const wildNumber = fc.oneof(
  fc.double(),
  fc.constantFrom(1e-7, 1.5e-7, -0, 1e21, 5e-324, 2 ** 53, -1, 0, 0.1, 1.0000001, 1e300),
  fc.integer(),
);

/** Any value of JSON, and numbers and text at their worst. */
export const wildValue: fc.Arbitrary<unknown> = fc.oneof(
  wildText,
  wildNumber,
  fc.jsonValue(),
  fc.constantFrom(null, true, [], {}, [[]]),
);

const day = fc
  .integer({ min: 0, max: 900 })
  .map((days) => new Date(Date.UTC(2024, 7, 1) + days * 86_400_000).toISOString().slice(0, 10));

const number = ({ type, minimum = -1e9, maximum = 1e9, multipleOf }: Schema) =>
  type === 'integer'
    ? fc.oneof(
        fc.integer({ min: Math.max(minimum, -1e9), max: Math.min(maximum, 1e9) }),
        fc.constantFrom(minimum, maximum),
      )
    : fc
        .double({ min: minimum, max: maximum, noNaN: true })
        .map((it) => (multipleOf === undefined ? it : Number(it.toFixed(6))));

function text(schema: Schema, field: string, ids: IdsOf): fc.Arbitrary<string> {
  const known = ids(field);
  const { format, pattern, maxLength = 200 } = schema;
  const drawn =
    format === 'uuid'
      ? fc.uuid()
      : format === 'date'
        ? day
        : pattern === undefined
          ? fc.string({ minLength: 1, maxLength: Math.min(maxLength, 60) })
          : fc.stringMatching(new RegExp(pattern));
  if (known.length === 0) return drawn;
  const there = fc.constantFrom(...known);
  return fc.oneof(
    { arbitrary: there, weight: 8 },
    { arbitrary: there.map((it) => it.toUpperCase()), weight: 1 },
    { arbitrary: drawn, weight: 1 },
  );
}

/** Values that a schema allows, with subjects of the house where a field names one. */
export function valid(
  description: Description,
  given: Schema,
  ids: IdsOf,
  field = '',
): fc.Arbitrary<unknown> {
  const schema = resolved(description, given);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return number(schema);
    case 'array':
      return fc.array(valid(description, schema.items ?? {}, ids, field), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
      });
    case 'object': {
      const properties = Object.entries(schema.properties ?? {});
      const fields = properties.map(
        ([name, it]) => [name, valid(description, it, ids, name)] as const,
      );
      const requiredKeys = [...(schema.required ?? [])];
      return fc.record(Object.fromEntries(fields), { requiredKeys });
    }
    default:
      return text(schema, field, ids);
  }
}

/** A body with one thing wrong: a field of another value, left out, or one too many; at any depth. */
export const nearly = (body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(body, fc.nat(1_000), fc.constantFrom('other', 'less', 'more'), wildValue)
    .map(([it, nth, how, wild]) => changed(it, nth, how, wild));

function changed(it: unknown, nth: number, how: string, wild: unknown): unknown {
  if (typeof it !== 'object' || it === null) return wild;
  const copy = (Array.isArray(it) ? [...(it as unknown[])] : { ...it }) as Record<string, unknown>;
  const names = Object.keys(copy);
  const name = names[nth % Math.max(names.length, 1)];
  if (how === 'more' || name === undefined) copy[`x${nth}`] = wild;
  else if (how === 'less') Reflect.deleteProperty(copy, name);
  else copy[name] = nth % 2 === 0 ? changed(copy[name], nth >> 1, how, wild) : wild;
  return copy;
}
