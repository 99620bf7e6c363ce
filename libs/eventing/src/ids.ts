import { v5, v7 } from 'uuid';

const GROUNDSWELL = 'd8f0b6a1-2f67-5c5e-9a43-0f6a54f2f2b1';

const ID_BYTES = 16;
const drawn = new Uint8Array(256 * ID_BYTES);
let used = drawn.length;

/** Random bytes, drawn for many ids at once: asking the system for each costs more than the id itself. */
function random(): Uint8Array {
  if (used === drawn.length) {
    crypto.getRandomValues(drawn);
    used = 0;
  }
  return drawn.slice(used, (used += ID_BYTES));
}

/** A new time-ordered id (UUIDv7). Only the edge draws ids; deciders are given theirs. */
export const newId = (): string => v7({ random: random() });

/** The same id for the same parts, always (UUIDv5). */
export const idOf = (...parts: readonly (string | number)[]): string =>
  v5(JSON.stringify(parts), GROUNDSWELL);

/** What an id of ours looks like: a UUID of any version, its letters in either case. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID. */
export const isUuid = (text: unknown): boolean => typeof text === 'string' && UUID.test(text);

const IN_TEXT = /(?<![0-9a-z])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])/gi;

/**
 * A text that is an id, or has ids in it (an identity, a key, the name of a stream), as the house keeps it: UUIDs in lower
 * case. Whatever comes from outside passes here once, so that ids are compared as they are.
 */
export const asKept = (text: string): string => text.replace(IN_TEXT, (id) => id.toLowerCase());
