/** The narratives that the data of an event name, with the field that holds each. */
export function narrativesIn(
  data: unknown,
  field = '',
): readonly { readonly field: string; readonly note: string }[] {
  if (Array.isArray(data)) return data.flatMap((it) => narrativesIn(it, field));
  if (typeof data !== 'object' || data === null) return [];
  const { note, hash } = data as { note?: unknown; hash?: unknown };
  if (typeof note === 'string' && typeof hash === 'string') return [{ field, note }];
  return Object.entries(data).flatMap(([name, it]) => narrativesIn(it, name));
}
