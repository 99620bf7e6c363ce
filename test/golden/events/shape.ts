import type { JsonSchema } from '#contracts';
import { resolved } from './schemas.js';

/** Words about a shape, which may be put better at any time. */
const wording = new Set(['$id', '$schema', 'title', 'description', 'definitions', '$comment']);

const sorted = (entries: readonly (readonly [string, unknown])[]): JsonSchema =>
  Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

/** What a schema allows and nothing of how it is worded: no names of types, no descriptions; its fields as they stand. */
export function shapeOf(schema: JsonSchema, root: JsonSchema = schema): JsonSchema {
  const keywords = Object.entries(resolved(schema, root)).filter(([name]) => !wording.has(name));
  return sorted(keywords.map(([name, value]) => [name, allowed(name, value, root)]));
}

function allowed(name: string, value: unknown, root: JsonSchema): unknown {
  if (name === 'properties')
    return Object.fromEntries(
      Object.entries(value as Record<string, JsonSchema>).map(([field, it]) => [
        field,
        shapeOf(it, root),
      ]),
    );
  if (name === 'required' || name === 'enum' || name === 'type') {
    if (!Array.isArray(value)) return value;
    const list = [...(value as unknown[])].sort((a, b) => (String(a) < String(b) ? -1 : 1));
    return name === 'type' && list.length === 1 ? list[0] : list;
  }
  if (Array.isArray(value)) return value.map((it) => inner(it, root));
  return inner(value, root);
}

const inner = (value: unknown, root: JsonSchema): unknown =>
  typeof value === 'object' && value !== null ? shapeOf(value as JsonSchema, root) : value;

/** For `JSON.stringify`: the order of fields says nothing. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? sorted(Object.entries(value))
    : value;

/** A shape as short statements: which fields there are, and what may be in each. */
interface Statements {
  readonly fields: Set<string>;
  readonly needed: Set<string>;
  readonly words: Set<string>;
  readonly rules: Map<string, string>;
}

function statementsOf(shape: JsonSchema): Statements {
  const all: Statements = {
    fields: new Set(),
    needed: new Set(),
    words: new Set(),
    rules: new Map(),
  };
  const visit = ({ properties = {}, required = [], items, ...rest }: JsonSchema, at: string) => {
    all.fields.add(at);
    for (const field of required) all.needed.add(`${at}/${field}`);
    for (const [field, it] of Object.entries(properties)) visit(it, `${at}/${field}`);
    if (items !== undefined && !Array.isArray(items)) visit(items as JsonSchema, `${at}/*`);
    for (const word of rest.enum ?? []) all.words.add(`${at} ${JSON.stringify(word)}`);
    for (const [keyword, it] of Object.entries(rest))
      if (keyword !== 'enum') all.rules.set(`${at} ${keyword}`, JSON.stringify(it, inOrder));
  };
  visit(shape, 'data');
  return all;
}

/** What became of a shape, a line for each difference; none when it is the same. */
export function differencesOf(before: JsonSchema, now: JsonSchema): readonly string[] {
  const [was, is] = [statementsOf(shapeOf(before)), statementsOf(shapeOf(now))];
  const only = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].filter((it) => !other.has(it));
  const fieldOf = (it: string) => it.split(' ', 1)[0] ?? it;
  const inBoth = (it: string) => was.fields.has(fieldOf(it)) && is.fields.has(fieldOf(it));
  const rules = [...new Set([...was.rules.keys(), ...is.rules.keys()])]
    .filter(inBoth)
    .filter((it) => was.rules.get(it) !== is.rules.get(it));
  return [
    ...only(was.fields, is.fields).map((it) => `${it} was removed`),
    ...only(is.fields, was.fields).map((it) => `${it} was added`),
    ...only(was.needed, is.needed)
      .filter(inBoth)
      .map((it) => `${it} may be absent now`),
    ...only(is.needed, was.needed)
      .filter(inBoth)
      .map((it) => `${it} may not be absent any more`),
    ...only(was.words, is.words)
      .filter(inBoth)
      .map((it) => `${it} is not allowed any more`),
    ...only(is.words, was.words)
      .filter(inBoth)
      .map((it) => `${it} is allowed now`),
    ...rules.map(
      (it) => `${it} was ${was.rules.get(it) ?? 'nothing'}, is ${is.rules.get(it) ?? 'nothing'}`,
    ),
  ].sort();
}
