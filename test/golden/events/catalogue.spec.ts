import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { asyncapiOf } from './asyncapi.js';
import { contexts } from '#composition';
import { entriesOf, type Entry } from './entries.js';
import { eventsPage } from './events-page.js';
import { shapesFolder, shapesIn } from '#contracts';
import { programOf, root, sourcesIn } from './program.js';
import { schemaOfType } from './schemas.js';

const sources = /\.events\.ts$|\/src\/(processes\/.*\.process|([a-z-]+)s?\/\2|cloud-event)\.ts$/;

let entries: readonly Entry[];
let page: string;
let document: object;
beforeAll(() => {
  const program = programOf(sourcesIn(sources));
  const cloudEvent = schemaOfType(program, 'CloudEvent');
  entries = entriesOf(program, shapesIn(shapesFolder));
  page = eventsPage(entries, cloudEvent);
  document = asyncapiOf(entries, cloudEvent);
}, 300_000);

/** What a file holds, after it was written anew if that was asked for. */
function kept(file: string, now: string): string {
  const path = join(root, file);
  if (process.env.GOLDEN === 'write') writeFileSync(path, now);
  return readFileSync(path, 'utf8');
}

const of = (type: string) => entries.find((it) => it.type === type);

describe('the catalogue of events', () => {
  it('knows a command for every event, and a sentence for every command', () => {
    expect(entries.filter((it) => it.recordedBy.length === 0)).toEqual([]);
    expect(entries.flatMap((it) => it.recordedBy).filter((it) => it.says === '')).toEqual([]);
  });

  it('knows every way that a process takes', () => {
    const ways = contexts
      .flatMap((it) => it.processes)
      .flatMap(({ name, on }) => Object.keys(on).map((event) => `${event} ${name}`));
    const told = entries.flatMap(({ type, processes }) =>
      processes.filter((it) => it.sends.length > 0).map(({ name }) => `${type} ${name}`),
    );
    expect(told.sort()).toEqual(ways.sort());
  });

  it('follows a need from the school that agrees it to the broker', () => {
    expect(of('NeedValidated')).toMatchObject({
      context: 'intelligence',
      tags: ['need', 'urn'],
      occurredOn: 'agreedOn',
      recordedBy: [{ command: 'ValidateNeed', roles: ['headteacher', 'chair'] }],
      processes: [{ name: 'brokerage.refer-validated-need', sends: ['ReferNeed'] }],
    });
    expect(of('NeedValidated')?.readModels).toContain('intelligence.open-needs');
  });

  it('tells apart what two commands of one function record', () => {
    expect(of('HomeSchoolReleased')?.recordedBy.map((it) => it.command)).toEqual([
      'ReleaseHomeSchool',
    ]);
    expect(of('SchoolRegistered')?.recordedBy.map((it) => it.command)).toEqual([
      'RegisterSchool',
      'RecordCensusReturn',
    ]);
  });

  it('is what docs/events.md says: run `npm run golden` and look at the difference', () =>
    expect(kept('docs/events.md', page)).toBe(page));

  it('is what docs/asyncapi.json says: run `npm run golden` and look at the difference', () => {
    const text = `${JSON.stringify(document, null, 2)}\n`;
    expect(kept('docs/asyncapi.json', text)).toBe(text);
  });
});

describe('its AsyncAPI document', () => {
  const require = createRequire(import.meta.url);
  const schema = require('@asyncapi/specs/schemas/3.0.0.json') as object;
  // the specification brings draft 7 along
  const own = { meta: false, validateSchema: false };
  const ajv = new Ajv({ ...{ strict: false, allErrors: true, validateFormats: false }, ...own });
  const validate = ajv.compile(schema);

  it('is one by the specification, 3.0', () => {
    validate(document);
    expect(validate.errors).toBeNull();
  });

  it('would be told if it were none', () => {
    expect(validate({ ...document, asyncapi: '2.6.0' })).toBe(false);
    expect(validate({ ...document, channels: { needs: { messages: [] } } })).toBe(false);
  });

  it('refers to nothing that is not there', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, it]) => it!,
    );
    const at = (path: string) =>
      path
        .split('/')
        .reduce<unknown>((it, key) => (it as Record<string, unknown>)?.[key], document);
    expect(refs.length).toBeGreaterThan(entries.length);
    expect(refs.filter((it) => at(it) === undefined)).toEqual([]);
  });
});
