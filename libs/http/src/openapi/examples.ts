import type { OpenAPIObject } from '@nestjs/swagger';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string | string[];
  format?: string;
  minimum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  example?: unknown;
  default?: unknown;
  enum?: unknown[];
}
type Schemas = Readonly<Record<string, Schema>>;
interface Content {
  content?: Record<string, { schema?: Schema; example?: unknown; examples?: unknown }>;
}
interface Operation {
  requestBody?: Content;
  responses?: Record<string, Content>;
}

const DEPTH = 12;

/** Gives each body, asked and answered, a complete example, put together from those of its fields. */
export function withExamples(document: OpenAPIObject): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const give = ({ content = {} }: Content): void => {
    const json = content['application/json'];
    if (json?.schema && !json.examples) json.example ??= exampleOf(json.schema, schemas, 0);
  };
  for (const item of Object.values(document.paths))
    for (const { requestBody, responses = {} } of Object.values(item) as Operation[])
      for (const it of [...(requestBody ? [requestBody] : []), ...Object.values(responses)])
        give(it);
  return document;
}

function exampleOf(schema: Schema, schemas: Schemas, depth: number): unknown {
  if (schema.example !== undefined) return schema.example;
  if (depth > DEPTH) return undefined;
  const inner = (it: Schema): unknown => exampleOf(it, schemas, depth + 1);
  if (schema.$ref) return inner(schemas[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)] ?? {});
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(inner)) as object;
  if (schema.enum) return schema.enum[0];
  if (schema.items) return [inner(schema.items)].filter((it) => it !== undefined);
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, it]) => [name, inner(it)]),
    );
  return plainly(schema);
}

/** For a field that states no example: any value of its type. */
function plainly({ type, format, minimum, default: otherwise }: Schema): unknown {
  if (otherwise !== undefined) return otherwise;
  switch ([type].flat()[0]) {
    case 'integer':
    case 'number':
      return minimum ?? 1;
    case 'boolean':
      return true;
    case 'object':
      return {};
    case 'string':
      return (format && byFormat[format]) ?? 'text';
    default:
      return undefined;
  }
}

const byFormat: Readonly<Record<string, string>> = {
  date: '2025-10-06',
  'date-time': '2025-10-06T11:00:00.000Z',
  uuid: '0198c9a2-7d1e-7c3a-9f55-3f0f5e6b2a11',
};
