import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { contextOf } from '#http';
import { NetworkModule } from '#network';
import { filesNaming, handWritten, namesOf, type Tree } from './naming.js';

/** What one new noun touches outside its folders, counted on the plan for the succession in a key role. */
const own = /^libs\/network\/src\/(succession|succession-plan|processes\/prompt-vacancy)\b/;

const tree = handWritten(join(import.meta.dirname, '../..'));
const its: Tree = new Map([...tree].filter(([file]) => own.test(file)));
const rest: Tree = new Map([...tree].filter(([file]) => !own.test(file)));
const names = namesOf('network.succession', contextOf(NetworkModule), its);
const touched = filesNaming(names, rest);

describe('one new noun', () => {
  it('touches three files outside its folders at most', () => {
    expect(touched.length).toBeLessThanOrEqual(3);
  });

  it('is told in the demonstration, and listed by its context and by the table of access', () => {
    expect([...touched].sort()).toEqual([
      'libs/demonstration/src/story/founding.ts',
      'libs/network/src/network.module.ts',
      'test/golden/access.csv',
    ]);
  });
});

describe('the count', () => {
  it('knows the noun by everything that it is called', () => {
    expect(its.size).toBeGreaterThan(8);
    expect([...names]).toEqual(
      expect.arrayContaining([
        ...['successionPlan', 'KeyRole', 'RoleSuccession', 'promptVacancy'],
        ...['KeyRoleVacated', 'RecordVacancy', 'Succession'],
        ...['succession-plans', 'succession', 'prompt-vacancy', 'key-role'],
      ]),
    );
  });

  it.each([
    ['an import', 'a.ts', "import { keyRoles as roles } from '#network';"],
    ['an import of a whole file', 'a.ts', "import './succession-plan/key-role.js';"],
    ['an event', 'a.ts', "if (type === 'KeyRoleVacated') vacant++;"],
    ['a command', 'a.mjs', "send({ type: 'FillVacancy' });"],
    ['an address', 'a.ts', 'get(`/v1/partnerships/${id}/succession?limit=1`);'],
    ['a table', 'a.sql', 'select role from read.succession'],
    ['a row of data', 'a.json', '{ "address": "/v1/succession-plans" }'],
    ['a row of a table', 'a.csv', 'GET, /v1/x, Succession, y'],
  ])('would see a fourth file by %s', (_, file, text) => {
    const fourth = `libs/http/src/app/${file}`;
    expect(filesNaming(names, new Map([...rest, [fourth, text]]))).toEqual([...touched, fourth]);
  });

  it.each([
    [
      'a comment',
      'a.ts',
      '/** Served at `/v1/partnerships/{id}/succession`. */ export const a = 1;',
    ],
    ['a longer word', 'a.ts', "const named = 'succession-of-steps' + successions;"],
    ['a sentence of a register', 'a.json', '{ "capability": "Succession plan for key roles" }'],
    ['a remark', 'a.csv', '# Succession, by role'],
  ])('does not take %s for a touch', (_, file, text) => {
    expect(filesNaming(names, new Map([[file, text]]))).toEqual([]);
  });
});
