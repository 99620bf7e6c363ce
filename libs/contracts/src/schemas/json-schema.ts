/** A JSON Schema, draft 7, as far as facts need it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly $id?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** The schemas of the data of facts, by type and version: every version that was ever recorded. */
export type FactSchemas = Readonly<Record<string, Readonly<Record<number, JsonSchema>>>>;

/** The name of the schema of one version of a fact. */
export const schemaIdOf = (type: string, version: number): string =>
  `urn:groundswell:schema:${type}:${version}`;
