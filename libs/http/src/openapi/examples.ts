import type { OpenAPIObject } from '@nestjs/swagger';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string | string[];
  items?: Schema;
  properties?: Record<string, Schema>;
  example?: unknown;
  examples?: unknown[];
  enum?: unknown[];
}
interface Media {
  schema?: Schema;
  example?: unknown;
}
interface Operation {
  requestBody?: { content?: Record<string, Media> };
}

/** Gives each request body a complete example, put together from those of its fields. */
export function withExamples(document: OpenAPIObject): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Schema>;
  for (const item of Object.values(document.paths))
    for (const operation of Object.values(item) as Operation[])
      for (const media of Object.values(operation.requestBody?.content ?? {}))
        if (media.schema) media.example = exampleOf(media.schema, schemas, 0);
  return document;
}

const DEPTH = 8;

function exampleOf(schema: Schema, schemas: Record<string, Schema>, depth: number): unknown {
  if (schema.example !== undefined) return schema.example;
  if (depth > DEPTH) return undefined;
  const inner = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (inner !== undefined) {
    const named = schemas[inner.slice(inner.lastIndexOf('/') + 1)];
    return named && exampleOf(named, schemas, depth + 1);
  }
  if (schema.enum) return schema.enum[0];
  if (schema.items) {
    const item = exampleOf(schema.items, schemas, depth + 1);
    return item === undefined ? [] : [item];
  }
  if (schema.properties || schema.type === 'object')
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .map(([name, it]) => [name, exampleOf(it, schemas, depth + 1)] as const)
        .filter(([, it]) => it !== undefined),
    );
  return undefined;
}
