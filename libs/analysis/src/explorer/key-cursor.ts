import { BadCursor } from '#read-model';

/** The cursor that goes on after a key. */
export const cursorOf = (key: readonly string[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** The key that a cursor goes on after, of so many parts; none for the first page. Throws `BadCursor`. */
export function afterOf(cursor: string | undefined, parts: number): readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  const key = parsed(Buffer.from(cursor, 'base64url').toString());
  const fits = Array.isArray(key) && key.length === parts && key.every(isPlainText);
  if (!fits) throw new BadCursor();
  return key as string[];
}

const isPlainText = (it: unknown): boolean => typeof it === 'string' && !it.includes('\0');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
