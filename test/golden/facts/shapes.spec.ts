import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { factSchemas, knownFacts } from '#contracts';
import { aggregates, catalogued } from './contexts.js';
import { exampleOf } from './example.js';
import { breaches, goldenShapesIn, keep, type PresentFacts } from './golden-shapes.js';
import { root } from './program.js';
import { recordedExamples } from './recorded-examples.js';
import { shapeOf } from './shape.js';

const folder = join(root, 'test/golden/shapes');
const schemaOf = (name: string) => factSchemas[name]![catalogued.get(name)!.version]!;
const present: PresentFacts = new Map(
  [...catalogued].map(([name, type]) => [name, { type, shape: shapeOf(schemaOf(name)) }]),
);
const known = knownFacts(
  aggregates.map((it) => Object.fromEntries(it.facts)),
  factSchemas,
);
const faultsOf = (type: string, data: unknown) => known.get(type)!.faultsOf(data);

/** Keeps the shapes that are new, each with a fact of the demonstration where it records one. */
async function keepNew(): Promise<void> {
  const kept = new Set(goldenShapesIn(folder).map((it) => `${it.type} ${it.version}`));
  const fresh = [...present].filter(([name, { type }]) => !kept.has(`${name} ${type.version}`));
  if (fresh.length === 0) return;
  const recorded = await recordedExamples();
  for (const [type, { type: of, shape }] of fresh) {
    const { version } = of;
    keep(folder, {
      ...{ type, version, shape },
      example: recorded.get(type) ?? exampleOf(schemaOf(type)),
    });
  }
}

beforeAll(async () => {
  if (process.env.GOLDEN === 'write') await keepNew();
}, 300_000);

describe('the shapes of facts that were ever recorded', () => {
  it('are those of today, or are led to them', () =>
    expect(breaches(goldenShapesIn(folder), present, faultsOf)).toEqual([]));

  it('come with an example each that its own shape allows', () => {
    const types = goldenShapesIn(folder).map((it) => it.type);
    expect(new Set(types)).toEqual(new Set(catalogued.keys()));
    expect(types.length).toBeGreaterThanOrEqual(catalogued.size);
  });
});
