/**
 * A JSON value as text in the one form of RFC 8785: members sorted by name, no spaces. Two stores may hand out the
 * members of an object in different orders; their texts are the same.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((it) => canonical(it)).join(',')}]`;
  // JSON has no word for undefined
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const object = value as Record<string, unknown>;
  let text = '';
  for (const name of Object.keys(object).sort())
    if (object[name] !== undefined)
      text += `${text && ','}${JSON.stringify(name)}:${canonical(object[name])}`;
  return `{${text}}`;
}
