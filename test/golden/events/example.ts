import type { JsonSchema } from '#contracts';
import { resolved } from './schemas.js';

/** Texts that fit a pattern. */
const fitting: Readonly<Record<string, string>> = {
  '^[A-Za-z0-9._~-]{1,100}$': '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11',
  '^\\d{4}-\\d{2}-\\d{2}$': '2025-09-15',
  '^[1-9]\\d{5}$': '900001',
  '^\\d{6}$': '202526',
  '^(urn|trust):.+$': 'urn:900002',
};

/** Data that a schema allows, the same every time, with every field: for events that nobody recorded yet. */
export function exampleOf(schema: JsonSchema, root: JsonSchema = schema): unknown {
  const { anyOf, properties, items, pattern, ...it } = resolved(schema, root);
  if (it.const !== undefined) return it.const;
  if (it.enum) return it.enum[0];
  if (anyOf?.[0]) return exampleOf(anyOf[0], root);
  if (pattern !== undefined) {
    if (fitting[pattern] !== undefined) return fitting[pattern];
    throw new Error(`say in test/golden/events/example.ts what fits ${pattern}`);
  }
  const type = Array.isArray(it.type) ? (it.type as string[])[0] : it.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(properties ?? {}).map(([field, of]) => [field, exampleOf(of, root)]),
      );
    case 'array': {
      const least = typeof it.minItems === 'number' ? it.minItems : 1;
      return Array.from({ length: least }, () => exampleOf(items as JsonSchema, root));
    }
    case 'string':
      return 'as it was said';
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    default:
      return null;
  }
}
