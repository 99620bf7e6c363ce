import { idOf } from '#eventing';
import type { NoteStore } from './note-store.js';
import { type BodyClass, type Shape, shapeOf } from './shape.js';

interface Told {
  readonly holder: Record<string, unknown>;
  readonly field: string;
  readonly path: string;
  readonly text: string;
}

/** The narratives of one class of commands: their texts go into the register, their notes into the command. */
export class Narratives {
  private readonly any: boolean;

  constructor(private readonly type: BodyClass) {
    this.any = hasAny(shapeOf(type), new Set());
  }

  /**
   * Stores the texts and puts their notes in their place. A note's id is derived from `parts` (the command's id
   * and the hash of its body) and its field, so that a repeat finds its own note and never another's.
   */
  async store(
    command: object,
    store: NoteStore,
    parts: readonly string[],
    subjects: readonly string[],
  ): Promise<void> {
    if (!this.any) return;
    const told: Told[] = [];
    gather(shapeOf(this.type), command as Record<string, unknown>, '', told);
    await Promise.all(
      told.map(async ({ holder, field, path, text }) => {
        holder[field] = await store.put({ id: idOf(...parts, path), text, subjects });
      }),
    );
  }
}

function hasAny(shape: Shape, seen: Set<Shape>): boolean {
  if (seen.has(shape)) return false;
  seen.add(shape);
  return (
    shape.narratives.length > 0 ||
    [...shape.fields.values()].some((it) => it.part && hasAny(it.part(), seen))
  );
}

function gather(shape: Shape, holder: Record<string, unknown>, before: string, told: Told[]): void {
  for (const field of shape.narratives) {
    const text = holder[field];
    if (typeof text === 'string') told.push({ holder, field, path: `${before}${field}`, text });
  }
  for (const [name, { part }] of shape.fields) {
    const value = holder[name];
    if (!part || typeof value !== 'object' || value === null) continue;
    const inner = part();
    if (Array.isArray(value))
      for (const [index, it] of (value as Record<string, unknown>[]).entries())
        gather(inner, it, `${before}${name}.${index}.`, told);
    else gather(inner, value as Record<string, unknown>, `${before}${name}.`, told);
  }
}
