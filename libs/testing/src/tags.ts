import { identitiesBy, shapesFolder, shapesIn } from '#contracts';
import type { Event, Note, TagsOf } from '#eventing';

interface Known {
  readonly of: string;
  readonly identitiesOf: (data: unknown) => readonly string[];
}

let kept: ReadonlyMap<string, Known> | undefined;
const known = (): ReadonlyMap<string, Known> =>
  (kept ??= new Map(
    shapesIn(shapesFolder).map(({ type, of, shape }) => [
      type,
      { of, identitiesOf: identitiesBy(shape) },
    ]),
  ));

/**
 * For a type that only a spec knows: a field `visitId` names `visit:…`, `urn` names `urn:…`, a list `urns` each of them,
 * and a note itself.
 */
const byNames = (data: unknown): readonly string[] =>
  Object.entries(data as object).flatMap(([field, value]) => {
    const noun = /^(urn)s?$/.exec(field)?.[1] ?? /^(\w+)Ids?$/.exec(field)?.[1];
    const ids = [value].flat().filter((it) => typeof it === 'string');
    if (noun && ids.length > 0) return ids.map((id) => `${noun}:${id}`);
    const { note } = (value ?? {}) as Partial<Note>;
    return note === undefined ? [] : [`note:${note}`];
  });

/** The identities that an event names by its data, as the handler finds them: by the shape that is kept of its type. */
export const tagsOf: TagsOf = ({ type, data }) =>
  (known().get(type)?.identitiesOf ?? byNames)(data);

/** The aggregate whose event it is: the first that it names of the kind to which its type belongs. */
export function ownOf(event: Event): string | undefined {
  const tags = tagsOf(event);
  const of = known().get(event.type)?.of;
  return of === undefined ? tags[0] : tags.find((it) => it.startsWith(`${of}:`));
}
