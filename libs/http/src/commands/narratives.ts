import { type Draft, idOf } from '#eventing';
import { PEOPLE } from '../fields/narrative.js';
import { type Fault, invalid } from '../problem/problem.js';
import type { NoteStore } from './note-store.js';
import { type BodyClass, type Shape, shapeOf } from './shape.js';

/** One text of a command, and where it stands. */
interface Told {
  readonly holder: Record<string, unknown>;
  readonly field: string;
  readonly path: string;
  readonly text: string;
}

/** What one command tells: its texts, and the people whom they name. */
export interface Telling {
  readonly texts: readonly Told[];
  /** The ids of people, each once, and where each is named. */
  readonly named: ReadonlyMap<string, string>;
}

const NOTHING: Telling = { texts: [], named: new Map() };

/** The narratives of one class of commands: their texts are for the register, their notes for the command. */
export class Narratives {
  private readonly any: boolean;

  constructor(private readonly type: BodyClass) {
    this.any = hasAny(shapeOf(type), new Set());
  }

  /**
   * Finds the texts, and takes the people whom they name out of the command: they are for the register. Somebody
   * who is not in it is a 400.
   */
  async take(command: object, store: NoteStore): Promise<Telling> {
    if (!this.any) return NOTHING;
    const texts: Told[] = [];
    const named = new Map<string, string>();
    gather(shapeOf(this.type), command as Record<string, unknown>, '', texts, named);
    if (named.size > 0) refuseStrangers(await store.strangersAmong([...named.keys()]), named);
    return { texts, named };
  }

  /**
   * Puts notes in the place of the texts, and answers what is to be kept once the command is decided. A note's id is
   * derived from `parts` (the command's id and the hash of its body) and its field, so that a repeat finds its own note
   * and never another's; `again` when something of the command was kept before.
   */
  async draft(
    { texts }: Telling,
    store: NoteStore,
    parts: readonly [commandId: string, ...bodyHash: string[]],
    again: boolean,
  ): Promise<readonly Draft[]> {
    if (texts.length === 0) return [];
    const named = texts.map(({ path, text }) => ({ id: idOf(...parts, path), text }));
    const drafts = await store.draft(named, again);
    for (const [index, { holder, field }] of texts.entries()) holder[field] = drafts[index]?.note;
    return drafts;
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

function gather(
  shape: Shape,
  holder: Record<string, unknown>,
  before: string,
  told: Told[],
  named: Map<string, string>,
): void {
  for (const field of shape.narratives) {
    const text = holder[field];
    if (typeof text === 'string') told.push({ holder, field, path: `${before}${field}`, text });
  }
  if (shape.narratives.length > 0) {
    for (const [index, id] of ((holder[PEOPLE] as string[] | undefined) ?? []).entries())
      named.set(id, `${before}${PEOPLE}.${index}`);
    Reflect.deleteProperty(holder, PEOPLE);
  }
  for (const [name, { part }] of shape.fields) {
    const value = holder[name];
    if (!part || typeof value !== 'object' || value === null) continue;
    const inner = part();
    if (Array.isArray(value))
      for (const [index, it] of (value as Record<string, unknown>[]).entries())
        gather(inner, it, `${before}${name}.${index}.`, told, named);
    else gather(inner, value as Record<string, unknown>, `${before}${name}.`, told, named);
  }
}

/** Throws a 400 that says where somebody is named who is not in the register. */
function refuseStrangers(strangers: readonly string[], named: ReadonlyMap<string, string>): void {
  if (strangers.length === 0) return;
  const faults = strangers.map((it): Fault => ({
    path: named.get(it) ?? PEOPLE,
    message: 'is nobody in the register',
  }));
  throw invalid('body-invalid', ...faults);
}
