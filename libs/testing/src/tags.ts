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

/** For a type that only a spec knows: a field `visitId` names `visit:…`, `urn` names `urn:…`, and a note itself. */
const byNames = (data: unknown): readonly string[] =>
  Object.entries(data as object).flatMap(([field, id]) => {
    const noun = field === 'urn' ? field : /^(\w+)Id$/.exec(field)?.[1];
    if (noun && typeof id === 'string') return [`${noun}:${id}`];
    const { note } = (id ?? {}) as Partial<Note>;
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
