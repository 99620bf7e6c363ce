import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Answer, RunningPlatform } from '../support/running-platform.js';

/** The commands of docs/guides/people.md, in its order, as they stand there. */
const guide = readFileSync(
  path.resolve(import.meta.dirname, '../../docs/guides/people.md'),
  'utf8',
);
const commands = [...guide.matchAll(/^groundswell (.+)$/gm)].map(([, words = '']) => words);
let platform: RunningPlatform;
let names: Readonly<Record<string, string>> = {};

const post = (token: string, route: string, body: object): Promise<Answer> =>
  platform.send('POST', `/v1/${route}`, token, body);

beforeAll(async () => {
  platform = await RunningPlatform.start();
  const operator = await platform.token('operator');
  const school = {
    ...{ urn: '900001', name: 'Alderbrook Primary School', phase: 'Primary' },
    ...{ typeOfEstablishment: 'Community school', la: { code: '999', name: 'Wavering' } },
  };
  await post(operator, 'schools', school);
  const person = await post(operator, 'people', { urn: '900001', name: 'Leader Seventeen' });
  const head = await platform.token('headteacher', { urn: '900001' });
  const story = {
    ...{ urn: '900001', focusArea: 'maths', severity: 2, source: 'data', evidenceRefs: [] },
    story: 'The leader of team Seventeen.',
  };
  await post(head, 'needs', story);
  const { json } = await platform.cli('events', 'tail', '--type', 'NeedIdentified');
  const [need] = (json as { events: { data: { story: { note: string } } }[] }).events;
  names = { $PERSON: person.body.id, $NOTE: need?.data.story.note ?? '' };
}, 180_000);
afterAll(() => platform.remove());

it('does as it says, command by command', async () => {
  const said = [];
  for (const command of commands) {
    const words = command.split(' ').filter((it) => it !== '--json');
    const { code, json, stderr } = await platform.cli(...words.map((it) => names[it] ?? it));
    expect({ command, code, stderr }).toMatchObject({ command, code: 0 });
    said.push(json);
  }
  expect(said).toMatchObject([
    { details: { name: 'Leader Seventeen' }, mentions: [{ id: names.$NOTE }] },
    { state: 'registered', obstacles: [], mentions: [names.$NOTE] },
    { state: 'erased', receipt: { found: [] } },
    { projections: expect.any(Array) },
    { events: [{ type: 'SubjectErased', data: { personId: names.$PERSON } }] },
  ]);
}, 120_000);
