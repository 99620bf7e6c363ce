import type { Recorded } from '#eventing';

/** How many facts one answer about a trace shows at most; the next one goes on after them. */
export const MOST_TRACED = 5_000;

/** A command of a trace: the facts it recorded, each with the commands it caused. */
export interface Step {
  readonly commandId: string;
  /** Who acted: the role, and for a process its name. */
  readonly by: string;
  readonly facts: readonly {
    readonly fact: Recorded;
    readonly then: readonly Step[];
  }[];
  /** Commands that were part of this one: days taken, days given back. */
  readonly parts: readonly Step[];
}

/**
 * The tree of causes of one correlation: which command recorded which facts, and which commands those led to. What
 * was caused by something that is not among the facts stands at the top. Every fact stands in it once.
 */
export function traceOf(facts: readonly Recorded[]): readonly Step[] {
  const commands = new Map<string, Recorded[]>();
  for (const it of facts) {
    const its = commands.get(it.commandId);
    if (its) its.push(it);
    else commands.set(it.commandId, [it]);
  }
  const ids = new Set(facts.map((it) => it.id));
  const children = new Map<string, string[]>();
  const tops: string[] = [];
  for (const [commandId, [first]] of commands) {
    const cause = first?.causationId ?? '';
    const known = ids.has(cause) || (commands.has(cause) && cause !== commandId);
    if (!known) tops.push(commandId);
    else children.set(cause, [...(children.get(cause) ?? []), commandId]);
  }
  const step = (commandId: string): Step => {
    const its = commands.get(commandId) ?? [];
    return {
      commandId,
      by: doerOf(its[0]),
      facts: its.map((fact) => ({ fact, then: (children.get(fact.id) ?? []).map(step) })),
      parts: (children.get(commandId) ?? []).map(step),
    };
  };
  return tops.map(step);
}

/** Who did it, by role alone; a process by its name, which is nobody's. */
export function doerOf(fact: Recorded | undefined): string {
  const { id = '', role = '' } = fact?.actor ?? {};
  return id.startsWith('process:') ? id : role;
}
