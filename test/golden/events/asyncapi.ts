import type { JsonSchema } from '#contracts';
import { type Entry, wordsOf } from './entries.js';

/** A schema as it stands among the components: what it refers to stands beside it. */
const component = (schema: JsonSchema): JsonSchema => {
  const { $schema: _, $id: __, definitions: ___, ...shape } = schema;
  return JSON.parse(
    JSON.stringify(shape).replaceAll('"#/definitions/', '"#/components/schemas/'),
  ) as JsonSchema;
};

const ref = (path: string) => ({ $ref: `#/${path}` });

/** The events as AsyncAPI 3.0 describes them: a channel for each aggregate, a message for each event. */
export function asyncapiOf(entries: readonly Entry[], cloudEvent: JsonSchema): object {
  const categories = [...new Set(entries.map((it) => it.category))];
  const of = (category: string) => entries.filter((it) => it.category === category);
  const each = <T>(list: readonly Entry[], make: (it: Entry) => T): Record<string, T> =>
    Object.fromEntries(list.map((it) => [it.type, make(it)]));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'The events of Groundswell',
      version: '1.0.0',
      description:
        'Every step of school-led improvement, recorded as an event that is never edited. Events travel as CloudEvents 1.0.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(
      categories.map((category) => [
        category,
        {
          address: `${category}-{id}`,
          description: `The stream of one ${category.slice(category.indexOf('.') + 1)}: its events, in order.`,
          parameters: { id: { description: 'The id of the subject.' } },
          messages: each(of(category), ({ type }) => ref(`components/messages/${type}`)),
        },
      ]),
    ),
    operations: Object.fromEntries(
      categories.map((category) => [
        `record.${category}`,
        {
          action: 'send',
          summary: `The house records events of ${category}.`,
          channel: ref(`channels/${category}`),
          messages: of(category).map(({ type }) => ref(`channels/${category}/messages/${type}`)),
        },
      ]),
    ),
    components: {
      messages: each(entries, messageOf),
      messageTraits: { event: traitOf(cloudEvent) },
      schemas: {
        ...Object.fromEntries([...wordsOf(entries)].map(([name, it]) => [name, component(it)])),
        ...each(entries, ({ schema }) => component(schema)),
      },
    },
  };
}

function messageOf({ type, schema, version, example, ...it }: Entry): object {
  const says = schema.description ?? it.recordedBy.map(({ says }) => says).join(' ');
  return {
    name: type,
    title: type,
    ...(says ? { summary: says } : {}),
    traits: [ref('components/messageTraits/event')],
    payload: ref(`components/schemas/${type}`),
    examples: [{ payload: example }],
    'x-schema': `urn:groundswell:schema:${type}:${version}`,
    'x-version': version,
    'x-tags': it.tags,
    'x-occurred-on': it.occurredOn ?? 'the day it was recorded',
    'x-recorded-by': it.recordedBy.map(({ command }) => command),
    'x-read-models': it.readModels,
    'x-processes': it.processes,
  };
}

/** What every event carries beside its data: the envelope, as the attributes of a CloudEvent. */
function traitOf(cloudEvent: JsonSchema): object {
  const { data: _, ...properties } = cloudEvent.properties ?? {};
  return {
    contentType: 'application/json',
    correlationId: {
      description: 'What one wish of one person set in motion has one id.',
      location: '$message.header#/correlationid',
    },
    headers: {
      type: 'object',
      description: 'The attributes of the CloudEvent; its `data` is the payload.',
      properties,
      required: cloudEvent.required?.filter((it) => it !== 'data') ?? [],
    },
  };
}
