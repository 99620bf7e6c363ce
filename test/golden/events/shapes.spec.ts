import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { type JsonSchema, knownEvents, type KnownEvents, shapesFolder, shapesIn } from '#contracts';
import { aggregates, catalogued } from './contexts.js';
import { breaches, keep, type PresentEvents, unkeptIn } from './golden-shapes.js';
import { exampleOf } from './example.js';
import { programOf, sourcesIn } from './program.js';
import { recordedExamples } from './recorded-examples.js';
import { schemasOf } from './schemas.js';
import { shapeOf } from './shape.js';

let stated: ReadonlyMap<string, JsonSchema>;
let present: PresentEvents;
let known: KnownEvents;

/** Keeps the shapes that are new, each with data of the demonstration where it records one. */
async function keepNew(): Promise<void> {
  const fresh = unkeptIn(shapesFolder, present);
  for (const it of fresh) keep(shapesFolder, { ...it, example: exampleOf(it.shape) });
  if (fresh.length === 0) return;
  const recorded = await recordedExamples();
  for (const it of fresh)
    if (recorded.has(it.type))
      keep(shapesFolder, { ...it, example: recorded.get(it.type) }, { again: true });
}

beforeAll(async () => {
  stated = schemasOf(programOf(sourcesIn(/\.events\.ts$/)));
  present = new Map(
    aggregates.flatMap(({ identity: of, events }) =>
      events.map(([name, type]) => [name, { of, type, shape: shapeOf(stated.get(name) ?? {}) }]),
    ),
  );
  if (process.env.GOLDEN === 'write') await keepNew();
  const events = aggregates.map((it) => Object.fromEntries(it.events));
  known = knownEvents(events, shapesIn(shapesFolder));
}, 300_000);

describe('the schemas of events', () => {
  it('are of every event that an aggregate of the house can record, and of no other', () =>
    expect([...stated.keys()]).toEqual([...catalogued.keys()].sort()));

  it('say what each field is, and allow no other', () => {
    const { properties, required, additionalProperties, definitions } =
      stated.get('NeedValidated')!;
    expect(additionalProperties).toBe(false);
    expect([...required!].sort()).toEqual(Object.keys(properties!).sort());
    expect(definitions).toMatchObject({
      Urn: { type: 'string', pattern: '^[1-9]\\d{5}$', identity: 'urn' },
      NeedId: { identity: 'need' },
      Day: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
      Severity: { type: 'number', enum: [1, 2, 3, 4] },
    });
  });

  it('are schemas by the specification, draft 7', () => {
    const ajv = new Ajv({ allowUnionTypes: true, keywords: ['identity'] });
    const shapes = [...present.values()].map((it) => it.shape);
    expect(shapes.filter((it) => ajv.validateSchema(it) !== true)).toEqual([]);
    expect(shapes.map((it) => typeof ajv.compile(it))).not.toContain('undefined');
  });
});

describe('the id fields of events', () => {
  const nouns = new Set(aggregates.map((it) => it.identity));
  const named = (field: string) =>
    field === 'urn' ? field : /^(.+)Ids?$/.exec(field)?.[1]?.replace('leader', 'provider');

  it('have the type of what they name, so that they are tags', () => {
    const untyped: string[] = [];
    const visit = ({ properties = {}, items, anyOf = [] }: JsonSchema, at: string): void => {
      for (const [field, it] of Object.entries(properties)) {
        const noun = named(field);
        const of = it.identity ?? (it.items as JsonSchema | undefined)?.identity;
        if (noun !== undefined && nouns.has(noun) && of !== noun) untyped.push(`${at}/${field}`);
        visit(it, `${at}/${field}`);
      }
      for (const it of [items, ...anyOf].flat()) if (it) visit(it, at);
    };
    for (const [type, { shape }] of present) visit(shape, type);
    expect(untyped).toEqual([]);
  });

  it('name, in every event, its own aggregate', () => {
    const silent = [...present].filter(
      ([, { of, shape }]) =>
        !Object.values(shape.properties ?? {}).some((it) => it.identity === of),
    );
    expect(silent.map(([type]) => type)).toEqual([]);
  });
});

describe('the shapes of events that were ever recorded', () => {
  it('are those of today, or are led to them', () =>
    expect(
      breaches(shapesIn(shapesFolder), present, (type, data) => known.get(type)!.faultsOf(data)),
    ).toEqual([]));

  it('come with an example each that its own shape allows', () => {
    const types = shapesIn(shapesFolder).map((it) => it.type);
    expect(new Set(types)).toEqual(new Set(catalogued.keys()));
    expect(types.length).toBeGreaterThanOrEqual(catalogued.size);
  });
});
