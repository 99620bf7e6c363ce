import type { JsonSchema } from '#contracts';
import { type Entry, wordsOf } from './entries.js';

const HEAD = `# The events

Groundswell never edits what happened. Each step, from a need that somebody notices to an impact that is evidenced, is recorded as an _event_:
a name in the past tense, the day it was true, who recorded it, and its data. Everything the house shows is made of these events.

This page is written from the sources by \`npm run golden\`, and the build fails when it is out of date. The same is there for machines in
[asyncapi.json](asyncapi.json). The examples are from the demonstration, whose schools and people are invented.

How to read an entry:

- **Recorded by** names the command that leads to the event, what it means, and the roles that may send it; _service_ is the house itself.
  Who has no role in brackets is the house too: such a command has no route.
- **Tags** are the kinds of subject that the event is found under; those of the first event of its stream are added to them.
- **True on** is the day it was true, which may lie before the day it was recorded.
- **Shown in** names the read models that are made of it, **Leads to** the processes that act on it, with the commands they send.
- A field with a question mark may be absent; a list may be empty. Names and stories of people never stand in an event: a [Note](#note) points to them in the register,
  where they can be erased.

## Beside the data

Every event carries these, as the attributes of a CloudEvent 1.0.
`;

/** \`docs/events.md\`: every event of the house, for people. */
export function eventsPage(entries: readonly Entry[], cloudEvent: JsonSchema): string {
  const { data: _, ...attributes } = cloudEvent.properties ?? {};
  const envelope = { properties: attributes, required: cloudEvent.required ?? [] };
  const words = wordsOf(entries);
  const definitions = Object.fromEntries(words);
  const contexts = [...new Set(entries.map((it) => it.context))];
  return [
    HEAD,
    fieldsOf(envelope),
    '\n## Contents\n',
    ...contexts.map((it) => contentsOf(it, entries)),
    ...contexts.flatMap((context) => [
      `\n## ${titled(context)}`,
      ...sectionsOf(entries.filter((it) => it.context === context)),
    ]),
    '\n## What fields are made of',
    ...[...words].map(([name, it]) => wordOf(name, { ...it, definitions })),
    '',
  ].join('\n');
}

const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const nounOf = (category: string): string =>
  titled(category.slice(category.indexOf('.') + 1)).replace(/^Kpi$/, 'KPI');
const link = (name: string): string => `[${name}](#${name.toLowerCase()})`;

function contentsOf(context: string, entries: readonly Entry[]): string {
  const own = entries.filter((it) => it.context === context);
  const categories = [...new Set(own.map((it) => it.category))];
  const lines = categories.map(
    (category) =>
      `- **${nounOf(category)}** of ${context}: ${own
        .filter((it) => it.category === category)
        .map(({ type }) => link(type))
        .join(', ')}`,
  );
  return lines.join('\n');
}

const sectionsOf = (entries: readonly Entry[]): string[] =>
  [...new Set(entries.map((it) => it.category))].flatMap((category) => [
    `\n### ${nounOf(category)}\n`,
    `Streams \`${category}-…\`.`,
    ...entries.filter((it) => it.category === category).map(entryOf),
  ]);

function entryOf(it: Entry): string {
  const { type, version, schema, recordedBy, readModels, processes } = it;
  const names = (list: readonly string[]) => list.map((name) => `\`${name}\``).join(', ');
  const by = recordedBy.map(
    ({ command, says, roles }) =>
      `- **Recorded by** \`${command}\`${roles.length > 0 ? ` (${roles.join(', ')})` : ''}: ${says}`,
  );
  const acted = processes.map(
    ({ name, sends }) => `- **Leads to** ${names(sends)}, by \`${name}\``,
  );
  return [
    `\n#### ${type}\n`,
    ...(schema.description === undefined ? [] : [`${schema.description}\n`]),
    ...by,
    `- **Tags** ${names(it.tags)}`,
    `- **True on** ${it.occurredOn === undefined ? 'the day it was recorded' : `\`${it.occurredOn}\``}`,
    ...(readModels.length > 0 ? [`- **Shown in** ${names(readModels)}`] : []),
    ...acted,
    ...(version > 1 ? [`- **Version** ${version}; earlier ones are read as this one`] : []),
    '',
    fieldsOf(schema),
    '',
    '```json',
    JSON.stringify(it.example, null, 2),
    '```',
  ].join('\n');
}

/** A field that says nothing of its own is what its type is. */
function fieldsOf({ properties = {}, required = [], definitions = {} }: JsonSchema): string {
  const meaning = (it: JsonSchema): string =>
    it.description ?? definitions[nameOf(it.$ref ?? '')]?.description ?? '';
  const rows = Object.entries(properties).map(
    ([name, it]) =>
      `| \`${name}${required.includes(name) ? '' : '?'}\` | ${typeOf(it)} | ${cell(meaning(it))} |`,
  );
  return ['| field | type | what it is |', '| --- | --- | --- |', ...rows].join('\n');
}

const nameOf = (ref: string): string => ref.slice('#/definitions/'.length);
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (value: unknown): string => `\`${cell(JSON.stringify(value))}\``;

/** The type of a field in words. */
function typeOf(it: JsonSchema): string {
  if (it.$ref !== undefined) return link(nameOf(it.$ref));
  if (it.anyOf) return it.anyOf.map(typeOf).join(' or ');
  if (it.const !== undefined) return code(it.const);
  if (it.enum) return it.enum.map(code).join(', ');
  if (it.type === 'array') return `list of ${typeOf((it.items ?? {}) as JsonSchema)}`;
  if (it.properties)
    return Object.entries(it.properties)
      .map(([name, of]) => `\`${name}\`: ${typeOf(of)}`)
      .join(', ');
  const types = Array.isArray(it.type) ? (it.type as string[]) : [String(it.type)];
  return types.map((one) => inWords[one] ?? one).join(' or ');
}

const inWords: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'yes or no',
  null: 'nothing',
};

function wordOf(name: string, it: JsonSchema): string {
  const pattern = it.pattern === undefined ? [] : [`Must match \`${it.pattern}\`.`];
  const kind = it.properties ? `\n${fieldsOf(it)}` : `\n${titled(typeOf(it))}.`;
  return [`\n### ${name}\n`, it.description ?? '', kind, ...pattern].join('\n');
}
