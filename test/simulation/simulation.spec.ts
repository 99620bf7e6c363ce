import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Simulation } from '#testing';
import { story } from './story.js';

const GROUP = 50;
const A_SEED_MS = 5_000;

const told = process.env['SEED'];
const from = Number(told ?? process.env['FROM'] ?? 1);
const count = told === undefined ? Number(process.env['SEEDS'] ?? 100) : 1;
const groups = Array.from({ length: Math.ceil(count / GROUP) }, (_, n) => from + n * GROUP);

let simulation: Simulation;
beforeAll(async () => {
  simulation = await Simulation.open(story);
});
afterAll(() => simulation.close());

describe('several runners on one database, whatever goes wrong', () => {
  it.each(groups)(
    'come right, and keep every promise on the way: seeds from %d',
    async (first) => {
      const last = Math.min(first + GROUP, from + count) - 1;
      for (let seed = first; seed <= last; seed++)
        expect((await simulation.run(seed)).length).toBeGreaterThan(0);
    },
    GROUP * A_SEED_MS,
  );

  it('do the same for the same seed, and something else for another', async () => {
    const [one, two, again] = [
      await simulation.run(from),
      await simulation.run(from + 1),
      await simulation.run(from),
    ];
    expect(again).toEqual(one);
    expect(two).not.toEqual(one);
    expect(await simulation.run(from + 1)).toEqual(two);
  });
});
