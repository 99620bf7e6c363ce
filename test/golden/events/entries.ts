import type ts from 'typescript';
import { identitiesBy, type JsonSchema, type KeptShape } from '#contracts';
import { contexts } from '#composition';
import { aggregates } from './contexts.js';
import { exampleOf } from './example.js';
import { flowOf } from './flow.js';
import { schemasOf } from './schemas.js';
import { shapeOf } from './shape.js';
import { toldCommands } from './told-commands.js';

/** Who may send each command. */
const rolesOf = new Map(
  contexts.flatMap((it) => it.aggregates.flatMap(({ access }) => Object.entries(access))),
);

/** A command that records an event: what it says of itself, and who may send it. */
export interface RecordedBy {
  readonly command: string;
  readonly says: string;
  readonly roles: readonly string[];
}

/** Everything that the house says of one event. */
export interface Entry {
  readonly context: string;
  readonly category: string;
  readonly type: string;
  readonly version: number;
  readonly schema: JsonSchema;
  readonly example: unknown;
  /** The kinds of identity it names, its own aggregate first. */
  readonly tags: readonly string[];
  /** The field with the day on which it was true; else that is the day it was recorded. */
  readonly occurredOn?: string;
  readonly recordedBy: readonly RecordedBy[];
  readonly readModels: readonly string[];
  /** The processes that act on it, each with the commands it sends. */
  readonly processes: readonly { readonly name: string; readonly sends: readonly string[] }[];
}

/** What is recorded by no command of an aggregate. */
const recordedBeside: Readonly<Record<string, readonly RecordedBy[]>> = {
  LogImported: [
    {
      command: 'groundswell events import',
      says: 'An operator begins a log with the events of another.',
      roles: [],
    },
  ],
};

/** Every event of the house, by context and aggregate, in the order of its catalogue. */
export function entriesOf(program: ts.Program, kept: readonly KeptShape[]): readonly Entry[] {
  const { records, sends } = flowOf(program);
  const told = toldCommands(program);
  const stated = schemasOf(program);
  const projections = contexts.flatMap((it) => it.projections);
  const processes = contexts.flatMap((it) => it.processes);
  return aggregates.flatMap(({ context, category, identity, events }) =>
    events.map(([type, of]): Entry => {
      const { version } = of;
      const schema = schemaOf(type, version, stated);
      const whole = exampleOf(schema);
      const named = identitiesBy(shapeOf(schema))(whole).map((it) => it.slice(0, it.indexOf(':')));
      const marked = Object.keys(schema.properties ?? {}).find(
        (field) => of.occurredOn?.({ ...(whole as object), [field]: 'this' } as never) === 'this',
      );
      return {
        ...{ context, category, type, version, schema },
        example: kept.find((it) => it.type === type && it.version === version)?.example,
        tags: [...new Set([identity, ...named])],
        ...(marked === undefined ? {} : { occurredOn: marked }),
        recordedBy: [
          ...(recordedBeside[type] ?? []),
          ...[...records]
            .filter(([, recorded]) => recorded.includes(type))
            .map(([command]) => ({
              command,
              says: told.get(command) ?? '',
              roles: (rolesOf.get(command) ?? []).map(({ role }) => role),
            })),
        ],
        readModels: projections.filter((it) => Object.hasOwn(it.on, type)).map((it) => it.name),
        processes: processes
          .filter((it) => Object.hasOwn(it.on, type))
          .map(({ name }) => ({ name, sends: sends.get(name)?.get(type) ?? [] })),
      };
    }),
  );
}

/** The schema of an event, as it is published. */
function schemaOf(
  type: string,
  version: number,
  stated: ReadonlyMap<string, JsonSchema>,
): JsonSchema {
  const schema = stated.get(type);
  if (!schema) throw new Error(`${type} is catalogued, and no union of events states it`);
  const $id = `urn:groundswell:schema:${type}:${version}`;
  return { $schema: 'http://json-schema.org/draft-07/schema#', $id, title: type, ...schema };
}

/** The types that the fields of events are made of, by name. Throws when two events mean different ones by a name. */
export function wordsOf(entries: readonly Entry[]): ReadonlyMap<string, JsonSchema> {
  const words = new Map<string, JsonSchema>();
  for (const { schema, type } of entries)
    for (const [name, it] of Object.entries(schema.definitions ?? {})) {
      const known = words.get(name);
      if (known && JSON.stringify(known) !== JSON.stringify(it))
        throw new Error(`${type} means another ${name} than the events before it: rename one`);
      words.set(name, it);
    }
  return new Map([...words].sort(([a], [b]) => (a < b ? -1 : 1)));
}
