import type { JsonSchema } from './json-schema.js';

/** Adds the identities that a value names to those found so far. */
type Reader = (value: unknown, found: string[]) => void;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the identities out of data of a shape, in the order of its fields: made once for a type, and cheap to ask. */
export function identitiesBy(shape: JsonSchema): (data: unknown) => readonly string[] {
  const read = readerOf(shape);
  return (data) => {
    const found: string[] = [];
    read?.(data, found);
    return found;
  };
}

/** None where nothing can be found, so that nothing is looked at in vain. */
function readerOf(shape: JsonSchema): Reader | undefined {
  const readers = [
    idOf(shape.identity),
    fieldsOf(shape),
    itemsOf(shape.items),
    ...(shape.anyOf ?? []).map((it) => readerOf(it)),
  ].filter((it) => it !== undefined);
  if (readers.length <= 1) return readers[0];
  return (value, found) => {
    for (const read of readers) read(value, found);
  };
}

function idOf(identity: string | undefined): Reader | undefined {
  if (identity === undefined) return undefined;
  const prefix = identity === '*' ? '' : `${identity}:`;
  return (value, found) => {
    if (typeof value === 'string') found.push(prefix + value);
  };
}

function fieldsOf({ properties = {}, additionalProperties }: JsonSchema): Reader | undefined {
  const named = Object.entries(properties).flatMap(([field, it]) => {
    const read = readerOf(it);
    return read ? [{ field, read }] : [];
  });
  const others =
    typeof additionalProperties === 'object' ? readerOf(additionalProperties) : undefined;
  if (named.length === 0 && !others) return undefined;
  return (value, found) => {
    if (!isObject(value)) return;
    for (const { field, read } of named) if (field in value) read(value[field], found);
    if (others)
      for (const [field, it] of Object.entries(value))
        if (!Object.hasOwn(properties, field)) others(it, found);
  };
}

function itemsOf(items: JsonSchema['items']): Reader | undefined {
  if (items === undefined) return undefined;
  const each = (Array.isArray(items) ? items : [items]).map((it) => readerOf(it as JsonSchema));
  if (each.every((it) => it === undefined)) return undefined;
  const tuple = Array.isArray(items);
  return (value, found) => {
    if (Array.isArray(value)) value.forEach((it, index) => each[tuple ? index : 0]?.(it, found));
  };
}
