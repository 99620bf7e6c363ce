import type { Role } from '#http';

/** A JSON Schema, as far as the API's description uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

/** One operation of the API, as its description has it. */
export interface Operation {
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  /** Who is granted it; nobody for what is open to everybody. */
  readonly roles: readonly Role[];
}

interface Item {
  readonly parameters?: readonly Parameter[];
  readonly 'x-roles'?: readonly Role[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
}

/** The description that a running house serves of itself. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Item>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Every operation of a description. */
export const operationsOf = ({ paths }: Description): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, { parameters = [], requestBody, 'x-roles': roles = [] }]) => ({
        ...{ method: method.toUpperCase(), path, parameters },
        body: requestBody?.content['application/json']?.schema,
        roles,
      }),
    ),
  );

/** A schema without its references. */
export function resolved({ components }: Description, schema: Schema): Schema {
  const { $ref, allOf } = schema;
  if (allOf?.length === 1 && allOf[0]) return resolved({ components } as Description, allOf[0]);
  return $ref === undefined ? schema : (components.schemas[$ref.split('/').at(-1) ?? ''] ?? {});
}
