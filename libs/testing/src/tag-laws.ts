import { expect } from '@jest/globals';
import type { Recorded } from '#eventing';
import { tagsOf } from './tags.js';

/**
 * What holds for the tags of one stream's events, from its first on: each is tagged with its own aggregate first, and
 * names it in its data; with every identity that its data name; and with those of the first event.
 */
export function taggedLawfully(identity: string, events: readonly Recorded[]): void {
  const [own, ...others] = events[0]?.tags ?? [];
  if (events.length > 0) expect(own).toMatch(new RegExp(`^${identity}:.`));
  for (const event of events) {
    const { type, revision, tags } = event;
    const named = tagsOf(event);
    const missing = [own, ...named, ...others].filter((it) => it && !tags.includes(it));
    const said = { type, revision, first: tags[0], namesItself: named.includes(own ?? '') };
    expect({ ...said, missing, twice: tags.length - new Set(tags).size }).toEqual({
      ...{ type, revision, first: own, namesItself: true },
      ...{ missing: [], twice: 0 },
    });
  }
}
