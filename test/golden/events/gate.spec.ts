import { beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { type JsonSchema, knownEvents, shapesIn } from '#contracts';
import { type EventType, type Upcasts } from '#eventing';
import { breaches, keep } from './golden-shapes.js';
import { options, programOf, root } from './program.js';
import { schemasOf } from './schemas.js';
import { shapeOf } from './shape.js';

const file = join(root, 'libs/network/src/visit/visit.events.ts');
const host = ts.createCompilerHost(options);
const parsed = new Map<string, ts.SourceFile | undefined>();

/** The schema that the house would generate, if it had a file that states a visit like this. */
function stated(data: string, words = ''): JsonSchema {
  const source = `import type { Catalogue, Day, Event, Id } from '#eventing';
    ${words}
    export type VisitEvent = Event<'VisitMade', ${data}>;
    export const visitEvents: Catalogue<VisitEvent> = { VisitMade: 1 };`;
  const virtual: ts.CompilerHost = {
    ...host,
    fileExists: (name) => name === file || host.fileExists(name),
    readFile: (name) => (name === file ? source : host.readFile(name)),
    getSourceFile: (name, target) => {
      if (name === file) return ts.createSourceFile(name, source, target, true);
      if (!parsed.has(name)) parsed.set(name, host.getSourceFile(name, target));
      return parsed.get(name);
    },
  };
  return schemasOf(programOf([file], virtual)).get('VisitMade')!;
}

const v1 = "{ visitId: Id; on: Day; hours: number; mood: 'good' | 'bad'; by?: string }";
const example = { visitId: '7', on: '2025-09-30', hours: 5, mood: 'good' };
const kind = { type: 'VisitMade', of: 'visit' };
const folder = mkdtempSync(join(tmpdir(), 'shapes-'));

/** What the gate says of a visit that is stated so now, beside the first version that was kept. */
function gate(data: string, version = 1, upcasts?: Upcasts, words?: string): readonly string[] {
  const shape = shapeOf(stated(data, words));
  const type: EventType<never> = { version, ...(upcasts ? { upcasts } : {}) };
  const known = knownEvents([{ VisitMade: type }], [{ type: 'VisitMade', version, shape }]);
  return breaches(
    shapesIn(folder),
    new Map([['VisitMade', { of: 'visit', type, shape }]]),
    (name, it) => known.get(name)!.faultsOf(it),
  );
}

beforeAll(() => {
  keep(folder, { ...kind, version: 1, shape: shapeOf(stated(v1)), example });
}, 300_000);

describe('the gate lets through', () => {
  it('a shape that is as it was', () => expect(gate(v1)).toEqual([]));

  it('what is only said otherwise: comments, order, and names of types', () =>
    expect(
      gate(
        '{ /** How it went. */ mood: Mood; hours: number; on: Day; by?: string; visitId: Id }',
        1,
        undefined,
        "/** A mood. */ export type Mood = 'bad' | 'good';",
      ),
    ).toEqual([]));
});

describe('the gate stops, without a new version,', () => {
  it.each([
    ['a field added', v1.replace('{', '{ late: boolean;'), 'data/late was added'],
    ['an optional field added', v1.replace('{', '{ late?: boolean;'), 'data/late was added'],
    ['a field removed', v1.replace('hours: number;', ''), 'data/hours was removed'],
    [
      'a field renamed',
      v1.replace('hours:', 'length:'),
      'data/hours was removed; data/length was added',
    ],
    [
      'a type changed',
      v1.replace('hours: number', 'hours: string'),
      'data/hours type was "number", is "string"',
    ],
    [
      'a day that need not be one',
      v1.replace('on: Day', 'on: string'),
      'data/on pattern was "^\\\\d{4}-\\\\d{2}-\\\\d{2}$", is nothing',
    ],
    ['a field that may be absent', v1.replace('hours:', 'hours?:'), 'data/hours may be absent now'],
    ['a field that may not be', v1.replace('by?:', 'by:'), 'data/by may not be absent any more'],
    ['an enum narrowed', v1.replace(" | 'bad'", ''), 'data/mood "bad" is not allowed any more'],
    ['an enum widened', v1.replace("'bad'", "'bad' | 'odd'"), 'data/mood "odd" is allowed now'],
  ])('%s', (_, data, says) => {
    const [breach, ...others] = gate(data);
    expect(others).toEqual([]);
    expect(breach).toContain('VisitMade changed without a new version: ');
    expect(breach).toContain(says);
    expect(breach).toContain('raise `version` to 2 in its catalogue, keep libs/contracts/shapes/');
    expect(breach).toContain('`upcasts: { 1: … }`');
  });
});

describe('once the version is raised, the gate', () => {
  const v2 = v1.replace('hours: number', 'halfDays: number');
  const inHalfDays = ({ hours, ...visit }: { hours: number }) => ({
    ...visit,
    halfDays: Math.ceil(hours / 3),
  });
  const unkept = 'VisitMade version 2 is new: run `npm run golden`';

  it('asks for an upcast', () =>
    expect(gate(v2, 2)).toEqual([
      expect.stringContaining(unkept),
      'VisitMade has no upcast from version 1: its catalogue must state one.',
    ]));

  it('asks for one that leads to the new shape', () =>
    expect(gate(v2, 2, { 1: (it: unknown) => it })[1]).toBe(
      "VisitMade version 1 is not led to version 2: data must have required property 'halfDays'; " +
        'data must NOT have additional properties (hours). Put its upcasts right.',
    ));

  it('passes when the new shape is kept beside the old one', () => {
    expect(gate(v2, 2, { 1: inHalfDays })).toEqual([expect.stringContaining(unkept)]);
    const now = { ...example, hours: undefined, halfDays: 2 };
    const shape = shapeOf(stated(v2));
    keep(folder, { ...kind, version: 2, shape, example: now });
    expect(gate(v2, 2, { 1: inHalfDays })).toEqual([]);
    expect(gate(v1, 1)).toEqual([expect.stringContaining('was recorded as version 2 already')]);
  });

  it('never sees the old shape overwritten', () => {
    const before = readFileSync(join(folder, 'VisitMade.v1.json'), 'utf8');
    expect(() => keep(folder, { ...kind, version: 1, shape: {}, example: {} })).toThrow('EEXIST');
    expect(readFileSync(join(folder, 'VisitMade.v1.json'), 'utf8')).toBe(before);
  });
});

it('an event that no catalogue has any more is missed', () =>
  expect(breaches(shapesIn(folder), new Map(), () => [])).toEqual([
    'VisitMade is in the log and no catalogue has it any more: keep it, with its versions and upcasts.',
  ]));
