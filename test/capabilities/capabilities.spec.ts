import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { page, register, type Shown } from './register.js';
import { TODAY } from './telling/area.js';
import { openStage, type Stage } from './telling/platform.js';
import type { Story } from './telling/story.js';

const document = join(import.meta.dirname, '../../docs/capabilities.md');
const folder = join(import.meta.dirname, 'stories');

/** Every story there is, by the name of its file. */
const stories = new Map<string, Story>();
for (const file of readdirSync(folder).sort())
  stories.set(file, ((await import(join(folder, file))) as { default: Story }).default);

const told = new Set([...stories.values()].flatMap((it) => it.rows));
const held: Shown[] = [];
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(TODAY);
}, 60_000);
afterAll(() => stage.close());

describe('the register of capabilities', () => {
  it('has 59 rows, and stories only of these', () => {
    const numbers = register.map((it) => it.number);
    expect(numbers).toEqual(Array.from({ length: 59 }, (_, i) => i + 1));
    expect([...told].filter((it) => !numbers.includes(it))).toEqual([]);
  });

  for (const { number, capability } of register)
    if (!told.has(number)) it.todo(`${number}. ${capability}`);
});

describe.each([...stories])('%s', (file, { title, rows, stepsOn }) => {
  describe(title, () => {
    const steps = stepsOn(() => stage);
    afterAll(() => {
      if (steps.every((it) => it.held)) held.push({ file, title, rows });
    });

    for (const { sentence, play } of steps) it(sentence, play, 60_000);
  });
});

describe('docs/capabilities.md', () => {
  it('says which story shows what: run `npm run golden` and look at the difference', () => {
    const now = page(held);
    if (process.env.GOLDEN === 'write') writeFileSync(document, now);
    expect(readFileSync(document, 'utf8')).toBe(now);
  });
});
