import { expect } from '@jest/globals';
import { answersOf, type CommandMap, type Fact, type Instruction, type Process } from '#eventing';
import { recorded, type Told } from './rows-of.js';
import { begin } from './unfinished.js';

/**
 * Given-then for a process: `given(fact).then(instructions)`. A test that leaves `then` out fails, and so does a fact
 * that the process does not listen to.
 */
export function commandsOf<F extends Fact, C extends CommandMap>(process: Process<F, C>) {
  return (fact: Told<F>) => {
    const end = begin(`what ${process.name} makes of ${fact.type}`);
    return {
      /** Exactly these commands, in this order; none when it has nothing to say. */
      then: (...instructions: readonly Instruction<C>[]): void => {
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

function reactionOf<F extends Fact, C extends CommandMap>(
  process: Process<F, C>,
  fact: Told<F>,
): readonly Instruction<CommandMap>[] {
  if (!Object.hasOwn(process.on, fact.type))
    throw new Error(`${process.name} does not listen to ${fact.type}`);
  return answersOf(process, recorded([fact])[0]!);
}
