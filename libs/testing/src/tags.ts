import { identitiesBy, shapesFolder, shapesIn } from '#contracts';
import type { Fact, TagsOf } from '#eventing';

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

/** For a type that only a spec knows: a field `visitId` names `visit:…`, and `urn` names `urn:…`. */
const byNames = (data: unknown): readonly string[] =>
  Object.entries(data as object).flatMap(([field, id]) => {
    const noun = field === 'urn' ? field : /^(\w+)Id$/.exec(field)?.[1];
    return noun && typeof id === 'string' ? [`${noun}:${id}`] : [];
  });

/** The identities that an event names by its data, as the handler finds them: by the shape that is kept of its type. */
export const tagsOf: TagsOf = ({ type, data }) =>
  (known().get(type)?.identitiesOf ?? byNames)(data);

/** The aggregate whose event it is: the first that it names of the kind to which its type belongs. */
export function ownOf(event: Fact): string | undefined {
  const tags = tagsOf(event);
  const of = known().get(event.type)?.of;
  return of === undefined ? tags[0] : tags.find((it) => it.startsWith(`${of}:`));
}
