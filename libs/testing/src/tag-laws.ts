import { expect } from '@jest/globals';
import { type CommandShape, type Decider, type Event, foldOf, type Recorded } from '#eventing';
import { tagsOf } from './tags.js';

/** What the laws ask of a decider. */
type Tagged<F extends Event, S> = Pick<
  Decider<CommandShape, F, S>,
  'category' | 'identity' | 'initial' | 'evolve' | 'set'
>;

/**
 * What holds for the tags of one stream's events, from its first on: each is tagged with its own aggregate first, and
 * names it in its data; with every identity that its data name; and with those of the first event. And what changes what
 * a set means names each of its members.
 */
export function taggedLawfully<F extends Event, S>(
  decider: Tagged<F, S>,
  events: readonly Recorded<F>[],
): void {
  const [own, ...others] = events[0]?.tags ?? [];
  if (events.length > 0) expect(own).toMatch(new RegExp(`^${decider.identity}:.`));
  for (const [index, event] of events.entries()) {
    const { type, revision, tags } = event;
    const named = tagsOf(event);
    const missing = [own, ...named, ...others].filter((it) => it && !tags.includes(it));
    const said = { type, revision, first: tags[0], namesItself: named.includes(own ?? '') };
    const unnamed = membersAfter(decider, events.slice(0, index + 1)).filter(
      (it) => !named.includes(it),
    );
    expect({ ...said, missing, twice: tags.length - new Set(tags).size, unnamed }).toEqual({
      ...{ type, revision, first: own, namesItself: true },
      ...{ missing: [], twice: 0, unnamed: [] },
    });
  }
}

/** The members of a set, where the last of its events changes what the set means. */
function membersAfter<F extends Event, S>(
  decider: Tagged<F, S>,
  events: readonly Recorded<F>[],
): readonly string[] {
  const { set } = decider;
  if (!set?.changedBy.includes(events.at(-1)?.type as F['type'])) return [];
  return set.members(foldOf(decider, events as unknown as readonly F[]));
}
