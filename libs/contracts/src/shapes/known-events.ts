import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type EventType, type TagsOf, typeOf } from '#eventing';
import { identitiesBy } from './identities.js';
import type { JsonSchema } from './json-schema.js';
import type { KeptShape } from './kept-shapes.js';

/** What a program knows of one type of event. */
export interface KnownEvent extends EventType<never> {
  /** What is wrong with data for the present version; nothing when they may be recorded. */
  faultsOf(data: unknown): readonly string[];
  /** The identities that data of the present version name. */
  identitiesOf(data: unknown): readonly string[];
}

/** The events that a program may record and understands, by type. */
export type KnownEvents = ReadonlyMap<string, KnownEvent>;

/** A catalogue, where the types of its events no longer matter. */
type AnyCatalogue = Readonly<Record<string, number | EventType<never>>>;

const MOST_FAULTS = 10;

/**
 * Knows every event of these catalogues. Throws when two catalogues have an event of the same name, or when no shape is
 * kept of the version that a catalogue states. What a shape is compiled to is made once, when it is first needed.
 */
export function knownEvents(
  catalogues: Iterable<AnyCatalogue>,
  kept: readonly Pick<KeptShape, 'type' | 'version' | 'shape'>[],
): KnownEvents {
  // that the shapes are schemas is tested, not asked at every start
  const unasked = { meta: false, validateSchema: false };
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, ...unasked });
  ajv.addKeyword('identity');
  const shapes = new Map(kept.map((it) => [`${it.type} ${it.version}`, it.shape]));
  const known = new Map<string, KnownEvent>();
  for (const catalogue of catalogues)
    for (const [name, entry] of Object.entries(catalogue)) {
      const type = typeOf(entry);
      if (known.has(name)) throw new Error(`two catalogues have an event named ${name}`);
      const shape = shapes.get(`${name} ${type.version}`);
      if (!shape)
        throw new Error(
          `no shape is kept of ${name} version ${type.version}: run \`npm run golden\` and commit what it writes`,
        );
      known.set(name, { ...type, ...compiled(ajv, shape) });
    }
  return known;
}

/** The tags of every event that is known; any other is a fault of the program. */
export const tagsBy =
  (known: KnownEvents): TagsOf =>
  ({ type, data }) => {
    const found = known.get(type);
    if (!found) throw new Error(`no catalogue of this program has ${type}`);
    return found.identitiesOf(data);
  };

function compiled(ajv: Ajv, shape: JsonSchema): Pick<KnownEvent, 'faultsOf' | 'identitiesOf'> {
  let validate: ValidateFunction | undefined;
  let read: KnownEvent['identitiesOf'] | undefined;
  return {
    faultsOf: (data) => {
      validate ??= ajv.compile(shape);
      if (validate(data)) return [];
      return (validate.errors ?? []).slice(0, MOST_FAULTS).map((it) => said(it));
    },
    identitiesOf: (data) => (read ??= identitiesBy(shape))(data),
  };
}

/** Where and what, never the value: it may be what nobody should read. */
function said({ instancePath, message = 'is wrong', params }: ErrorObject): string {
  const { additionalProperty: extra } = params as { additionalProperty?: string };
  return `${instancePath || 'data'} ${message}${extra === undefined ? '' : ` (${extra})`}`;
}
