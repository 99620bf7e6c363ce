import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AccessHouse, demonstrationHouse } from '../access/house.js';
import { type Outcome, play } from './play.js';

/** `npm run requests -- --count 100000 --seed 7` plays more than CI does, and `--only N` one of them again. */
const count = Number(process.env['REQUESTS'] ?? 5_000);
const seed = Number(process.env['SEED'] ?? 20_251_128);
const told = process.env['ONLY'];

let house: AccessHouse;
let played: Outcome;
beforeAll(
  async () => {
    house = await demonstrationHouse();
    const only = told === undefined ? {} : { only: Number(told) };
    played = await play(house, { count, seed, ...only });
    process.stderr.write(
      `seed ${seed}, answers by status: ${JSON.stringify(Object.fromEntries(played.statuses))}\n`,
    );
  },
  300_000 + count * 60,
);
afterAll(() => house.close());

const first = (them: readonly string[]): string => them.slice(0, 20).join('\n\n');

describe(`${told === undefined ? count : `number ${told} of ${count}`} generated requests of seed ${seed}`, () => {
  it('each have an answer that is no fault of ours, in time', () => {
    expect(first(played.found)).toBe('');
    expect(house.errors).toEqual([]);
  });

  it('leave nothing in the register when they are refused', () => {
    expect(first(played.left)).toBe('');
  });

  it('reach everything: what is read, made, malformed, closed, hidden and against a rule', () => {
    if (told !== undefined) return;
    expect([...played.statuses.keys()]).toEqual(
      expect.arrayContaining([200, 201, 400, 401, 403, 404, 406, 409, 412, 415]),
    );
  });
});
