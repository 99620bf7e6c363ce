import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { FactType } from '#eventing';
import type { FactSchemas, JsonSchema } from '../schemas/json-schema.js';

/** What a program knows of one type of fact. */
export interface KnownFact extends FactType<never> {
  /** What is wrong with data for the present version; nothing when they may be recorded. */
  faultsOf(data: unknown): readonly string[];
}

/** The facts that a program may record and understands, by type. */
export type KnownFacts = ReadonlyMap<string, KnownFact>;

/** A catalogue, where the types of its facts no longer matter. */
type AnyCatalogue = Readonly<Record<string, FactType<never>>>;

const MOST_FAULTS = 10;

/**
 * Knows every fact of these catalogues. Throws when two catalogues have a fact of the same name, or when there is
 * no schema for the version that a catalogue states. A schema is compiled once, when it is first needed.
 */
export function knownFacts(catalogues: Iterable<AnyCatalogue>, schemas: FactSchemas): KnownFacts {
  // that the schemas are schemas is tested, not asked at every start
  const unasked = { meta: false, validateSchema: false };
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, ...unasked });
  const known = new Map<string, KnownFact>();
  for (const catalogue of catalogues)
    for (const [name, type] of Object.entries(catalogue)) {
      if (known.has(name)) throw new Error(`two catalogues have a fact named ${name}`);
      const schema = schemas[name]?.[type.version];
      if (!schema)
        throw new Error(
          `${name} has no schema of version ${type.version}: run \`npm run golden\` and commit what it writes`,
        );
      known.set(name, { ...type, faultsOf: faultsBy(ajv, schema) });
    }
  return known;
}

function faultsBy(ajv: Ajv, schema: JsonSchema): KnownFact['faultsOf'] {
  let validate: ValidateFunction | undefined;
  return (data) => {
    validate ??= ajv.compile(schema);
    if (validate(data)) return [];
    return (validate.errors ?? []).slice(0, MOST_FAULTS).map((it) => said(it));
  };
}

/** Where and what, never the value: it may be what nobody should read. */
function said({ instancePath, message = 'is wrong', params }: ErrorObject): string {
  const { additionalProperty: extra } = params as { additionalProperty?: string };
  return `${instancePath || 'data'} ${message}${extra === undefined ? '' : ` (${extra})`}`;
}
