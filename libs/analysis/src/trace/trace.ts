import type { Recorded } from '#eventing';

/** How many events one answer about a trace shows at most; the next one goes on after them. */
export const MOST_TRACED = 5_000;

/** A command of a trace: the events it recorded, each with the commands it caused. */
export interface Step {
  readonly commandId: string;
  /** Who acted: the role, and for a process its name. */
  readonly by: string;
  readonly events: readonly {
    readonly event: Recorded;
    readonly then: readonly Step[];
  }[];
  /** Commands that were part of this one: days taken, days given back. */
  readonly parts: readonly Step[];
}

/**
 * The tree of causes of one correlation: which command recorded which events, and which commands those led to. What
 * was caused by something that is not among the events stands at the top. Every event stands in it once.
 */
export function traceOf(events: readonly Recorded[]): readonly Step[] {
  const commands = new Map<string, Recorded[]>();
  for (const it of events) {
    const its = commands.get(it.commandId);
    if (its) its.push(it);
    else commands.set(it.commandId, [it]);
  }
  const ids = new Set(events.map((it) => it.id));
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
      events: its.map((event) => ({ event, then: (children.get(event.id) ?? []).map(step) })),
      parts: (children.get(commandId) ?? []).map(step),
    };
  };
  return tops.map(step);
}

/** Who did it, by role alone; a process by its name, which is nobody's. */
export function doerOf(event: Recorded | undefined): string {
  const { id = '', role = '' } = event?.actor ?? {};
  return id.startsWith('process:') ? id : role;
}
