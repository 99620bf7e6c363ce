import { v5, v7 } from 'uuid';

const GROUNDSWELL = 'd8f0b6a1-2f67-5c5e-9a43-0f6a54f2f2b1';

/** A new time-ordered id (UUIDv7). Only the edge draws ids; deciders are given theirs. */
export const newId = (): string => v7();

/** The same id for the same parts, always (UUIDv5). */
export const idOf = (...parts: readonly (string | number)[]): string =>
  v5(JSON.stringify(parts), GROUNDSWELL);
