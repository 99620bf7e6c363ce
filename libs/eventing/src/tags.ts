import type { Event } from './message.js';

/** The identities that an event names by its data (`need:…`, `urn:…`): each id field by its type. */
export type TagsOf = (event: Event) => readonly string[];

/**
 * Tags the events of one stream, one after the other: with their own aggregate first, then whom each names, then whom
 * the first of the stream is tagged with; each once. So a read model of any of these can follow the whole stream.
 */
export function tagging(
  tagsOf: TagsOf,
  own: string,
  first?: readonly string[],
): (event: Event) => readonly string[] {
  let inherited = first;
  return (event) => {
    const tags = [...new Set([own, ...tagsOf(event), ...(inherited ?? [])])];
    inherited ??= tags;
    return tags;
  };
}
