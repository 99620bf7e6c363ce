import { expect, it } from '@jest/globals';
import type { JsonSchema } from '#contracts';
import { programOf, sourcesIn } from './program.js';
import { schemasOf } from './schemas.js';
import { shapeOf } from './shape.js';

/**
 * The fields whose words are closed in events, since rules and figures count on them: who signs, scales and grades, the
 * calendar, and how and why a figure was computed. Any other word is one of a vocabulary, which grows: it is closed in
 * the command and open in the event, so that a new one (a focus area, say) raises no version.
 */
const closed = new Set([
  ...['by', 'rag', 'rating', 'severity', 'model', 'verdict', 'claim', 'strength', 'confidence'],
  ...['level', 'ceiling', 'design', 'method', 'direction', 'name'],
  ...['cappedBy', 'changeReason', 'targetShareReason', 'doubts'],
]);

/** The fields of a shape that take some words only, each with the number of them. */
function fieldsOfWords(shape: JsonSchema, field = ''): [string, number][] {
  const { properties = {}, items, anyOf = [], enum: words = [] } = shape;
  return [
    ...(words.length > 1 ? [[field, words.length] as [string, number]] : []),
    ...Object.entries(properties).flatMap(([name, it]) => fieldsOfWords(it, name)),
    ...[items ?? [], anyOf].flat().flatMap((it) => fieldsOfWords(it, field)),
  ];
}

it('no event closes the words of a vocabulary', () => {
  const stated = schemasOf(programOf(sourcesIn(/\.events\.ts$/)));
  const found = [...stated].flatMap(([type, it]) =>
    fieldsOfWords(shapeOf(it)).map(([field, words]) => ({ type, field, words })),
  );
  expect(found.filter((it) => !closed.has(it.field))).toEqual([]);
  expect(new Set(found.map((it) => it.field))).toEqual(closed);
}, 300_000);
