import { createGenerator, DEFAULT_CONFIG } from 'ts-json-schema-generator';
import type ts from 'typescript';
import { statedFacts } from './stated-facts.js';

/** A JSON Schema, draft 7. */
export interface Schema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema | readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The data of every fact of the house, by the name of the fact, strict: nothing else may stand in them. */
export function schemasOf(program: ts.Program): ReadonlyMap<string, Schema> {
  const generator = createGenerator({
    ...DEFAULT_CONFIG,
    tsProgram: program,
    expose: 'export',
    topRef: false,
    jsDoc: 'extended',
  });
  const schemas = new Map<string, Schema>();
  for (const { name, says } of statedFacts(program)) {
    const union = generator.createSchema(name) as Schema;
    for (const member of union.anyOf ?? [union]) {
      const [type, data] = factOf(member, union);
      if (schemas.has(type)) throw new Error(`two aggregates state a fact named ${type}`);
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

/** One exported type that is no fact, e.g. the attributes of a CloudEvent. */
export function schemaOfType(program: ts.Program, name: string): Schema {
  const config = {
    ...DEFAULT_CONFIG,
    tsProgram: program,
    topRef: false,
    jsDoc: 'extended',
  } as const;
  return createGenerator({ ...config, expose: 'none' }).createSchema(name) as Schema;
}

const nameOf = (ref: string): string =>
  decodeURIComponent(ref.slice('#/definitions/'.length))
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');

/** A schema without the reference that it may be. */
export function resolved(schema: Schema, { definitions = {} }: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const found = definitions[nameOf(schema.$ref)];
  if (!found) throw new Error(`${schema.$ref} leads nowhere`);
  return resolved(found, { definitions });
}

function factOf(member: Schema, union: Schema): [string, Schema] {
  const { type, data } = resolved(member, union).properties ?? {};
  if (typeof type?.const !== 'string' || !data) throw new Error('a fact has a type and data');
  return [type.const, data];
}

/** The definitions that a schema comes to. */
function reachable(from: Schema, all: Readonly<Record<string, Schema>>): Record<string, Schema> {
  const found = new Map<string, Schema>();
  const visit = (it: unknown, top = false): void => {
    if (typeof it !== 'object' || it === null) return;
    const { $ref } = it as Schema;
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
