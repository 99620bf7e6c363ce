import type { JsonSchema } from '#contracts';
import type { FactType } from '#eventing';
import type { GoldenShape } from './golden-shapes.js';

const HEAD = `import type { FactSchemas } from './json-schema.js';

// Generated from the types of the facts: \`npm run golden\` writes it. A line for each version of a fact.

/** The schemas of every version of every fact that was ever recorded. */
export const factSchemas: FactSchemas = {
`;

/**
 * The file that a program validates by: the present version of each fact as its type states it, earlier ones as
 * they were kept.
 */
export function generatedSchemas(
  catalogued: ReadonlyMap<string, FactType<never>>,
  stated: ReadonlyMap<string, JsonSchema>,
  kept: readonly GoldenShape[],
): string {
  const lines = [...catalogued].sort(byName).map(([name, { version }]) => {
    const present = stated.get(name);
    if (!present) throw new Error(`${name} is catalogued, and no union of facts states it`);
    const versions = [
      ...kept
        .filter((it) => it.type === name && it.version < version)
        .map((it) => [it.version, it.shape] as const),
      [version, present] as const,
    ];
    return `  ${name}: { ${versions.map(([nth, it]) => `${nth}: ${schemaText(name, nth, it)}`).join(', ')} },\n`;
  });
  return `${HEAD}${lines.join('')}};\n`;
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : 1;

const schemaText = (name: string, version: number, schema: JsonSchema): string =>
  JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: `urn:groundswell:schema:${name}:${version}`,
    title: name,
    ...schema,
  });
