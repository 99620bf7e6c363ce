import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonSchema } from '#contracts';
import { catalogued } from './contexts.js';
import { generatedSchemas } from './generated-schemas.js';
import { goldenShapesIn } from './golden-shapes.js';
import { programOf, root, sourcesIn } from './program.js';
import { schemasOf } from './schemas.js';

const path = join(root, 'libs/contracts/src/schemas/generated.ts');
let stated: ReadonlyMap<string, JsonSchema>;
beforeAll(() => {
  stated = schemasOf(programOf(sourcesIn(/\.events\.ts$/)));
}, 300_000);

describe('the schemas of facts', () => {
  it('are of every fact that an aggregate of the house can record, and of no other', () =>
    expect([...stated.keys()]).toEqual([...catalogued.keys()].sort()));

  it('say what each field is, and allow no other', () => {
    const { properties, required, additionalProperties, definitions } =
      stated.get('NeedValidated')!;
    expect(additionalProperties).toBe(false);
    expect([...required!].sort()).toEqual(Object.keys(properties!).sort());
    expect(definitions).toMatchObject({
      Urn: { type: 'string', pattern: '^[1-9]\\d{5}$' },
      Day: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
      Severity: { type: 'number', enum: [1, 2, 3, 4] },
    });
  });

  it('are schemas by the specification, draft 7', () => {
    const ajv = new Ajv({ allowUnionTypes: true });
    const faults = [...stated].filter(([, it]) => ajv.validateSchema(it) !== true);
    expect(faults).toEqual([]);
    expect([...stated.values()].map((it) => typeof ajv.compile(it))).not.toContain('undefined');
  });

  it('are those the house validates by: run `npm run golden` and look at the difference', () => {
    const now = generatedSchemas(
      catalogued,
      stated,
      goldenShapesIn(join(root, 'test/golden/shapes')),
    );
    if (process.env.GOLDEN === 'write') writeFileSync(path, now);
    expect(readFileSync(path, 'utf8')).toBe(now);
  });
});
