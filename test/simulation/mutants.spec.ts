import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Simulation, SimulationFailed } from '#testing';
import { mutants, release } from './mutants.js';
import { story } from './story.js';

const SEEDS = 500;

let simulation: Simulation;
beforeAll(async () => {
  simulation = await Simulation.open(story);
});
afterAll(() => simulation.close());

describe('the simulation catches', () => {
  it.each(mutants.map((it) => [it.name, it] as const))(
    '%s',
    async (_, mutant) => {
      const undo = release(mutant);
      let caught: SimulationFailed | undefined;
      try {
        for (let seed = 1; seed <= SEEDS && !caught; seed++)
          await simulation
            .run(seed)
            .catch((error: unknown) => (caught = error as SimulationFailed));
      } finally {
        undo();
      }
      expect(caught).toBeInstanceOf(SimulationFailed);
    },
    300_000,
  );
});
