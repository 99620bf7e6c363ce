import { createGenerator, DEFAULT_CONFIG } from 'ts-json-schema-generator';
import type ts from 'typescript';
import type { JsonSchema } from '#contracts';
import { statedEvents } from './stated-events.js';

/** The data of every event of the house, by the name of the event, strict: nothing else may stand in them. */
export function schemasOf(program: ts.Program): ReadonlyMap<string, JsonSchema> {
  const generator = createGenerator({
    ...DEFAULT_CONFIG,
    tsProgram: program,
    expose: 'export',
    topRef: false,
    jsDoc: 'extended',
    extraTags: ['identity'],
  });
  const schemas = new Map<string, JsonSchema>();
  for (const { name, says } of statedEvents(program)) {
    const union = generator.createSchema(name) as JsonSchema;
    for (const member of union.anyOf ?? [union]) {
      const [type, data] = eventOf(member, union);
      if (schemas.has(type)) throw new Error(`two aggregates state an event named ${type}`);
      const definitions = reachable(data, union.definitions ?? {});
      const { definitions: _, description: __, ...shape } = resolved(data, union);
      const description = says.get(type);
      schemas.set(type, {
        ...(description === undefined ? {} : { description }),
        ...shape,
        ...(Object.keys(definitions).length === 0 ? {} : { definitions }),
      });
    }
  }
  return new Map([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One exported type that is no event, e.g. the attributes of a CloudEvent. */
export function schemaOfType(program: ts.Program, name: string): JsonSchema {
  const config = {
    ...DEFAULT_CONFIG,
    tsProgram: program,
    topRef: false,
    jsDoc: 'extended',
  } as const;
  return createGenerator({ ...config, expose: 'none' }).createSchema(name) as JsonSchema;
}

const nameOf = (ref: string): string =>
  decodeURIComponent(ref.slice('#/definitions/'.length))
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');

/** A schema without the reference that it may be; what stands beside a reference is said of what it leads to. */
export function resolved(schema: JsonSchema, { definitions = {} }: JsonSchema): JsonSchema {
  const { $ref, ...beside } = schema;
  if ($ref === undefined) return schema;
  const found = definitions[nameOf($ref)];
  if (!found) throw new Error(`${$ref} leads nowhere`);
  return { ...resolved(found, { definitions }), ...beside };
}

function eventOf(member: JsonSchema, union: JsonSchema): [string, JsonSchema] {
  const { type, data } = resolved(member, union).properties ?? {};
  if (typeof type?.const !== 'string' || !data) throw new Error('an event has a type and data');
  return [type.const, data];
}

/** The definitions that a schema comes to. */
function reachable(
  from: JsonSchema,
  all: Readonly<Record<string, JsonSchema>>,
): Record<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  const visit = (it: unknown, top = false): void => {
    if (typeof it !== 'object' || it === null) return;
    const { $ref } = it as JsonSchema;
    if ($ref !== undefined && !found.has(nameOf($ref))) {
      const next = all[nameOf($ref)];
      if (!next) throw new Error(`${$ref} leads nowhere`);
      if (!top) found.set(nameOf($ref), next);
      visit(next);
    }
    Object.values(it).forEach((each) => visit(each));
  };
  visit(from, true);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
