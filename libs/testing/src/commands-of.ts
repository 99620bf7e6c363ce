import { expect } from '@jest/globals';
import type { Fact, Instruction, Process } from '#eventing';
import { recorded, type Told } from './rows-of.js';
import { begin } from './unfinished.js';

/**
 * Given-then for a process: `given(fact).then(instructions)`. A test that leaves `then` out fails, and so does a fact
 * that the process does not listen to.
 */
export function commandsOf<F extends Fact>(process: Process<F>) {
  return (fact: Told<F>) => {
    const end = begin(`what ${process.name} makes of ${fact.type}`);
    return {
      /** Exactly these commands, in this order; none when it has nothing to say. */
      then: (...instructions: readonly Instruction[]): void => {
        end();
        const react = () => reactionOf(process, fact);
        const sent = react();
        expect(sent).toEqual(instructions);
        // its command ids are derived from the order: another order would act twice
        expect(react()).toEqual(sent);
      },
    };
  };
}

function reactionOf<F extends Fact>(process: Process<F>, fact: Told<F>): readonly Instruction[] {
  if (!Object.hasOwn(process.on, fact.type))
    throw new Error(`${process.name} does not listen to ${fact.type}`);
  const react = process.on[fact.type as F['type']] as (fact: unknown) => readonly Instruction[];
  return react(recorded([fact])[0]);
}
