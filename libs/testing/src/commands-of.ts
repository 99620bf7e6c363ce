import { expect } from '@jest/globals';
import { answersOf, type CommandMap, type Event, type Instruction, type Process } from '#eventing';
import { recorded, type Told } from './rows-of.js';
import { begin } from './unfinished.js';

/**
 * Given-then for a process: `given(event).then(instructions)`. A test that leaves `then` out fails, and so does an event
 * that the process does not listen to.
 */
export function commandsOf<F extends Event, C extends CommandMap>(process: Process<F, C>) {
  return (event: Told<F>) => {
    const end = begin(`what ${process.name} makes of ${event.type}`);
    return {
      /** Exactly these commands, in this order; none when it has nothing to say. */
      then: (...instructions: readonly Instruction<C>[]): void => {
        end();
        const react = () => reactionOf(process, event);
        const sent = react();
        expect(sent).toEqual(instructions);
        // its command ids are derived from the order: another order would act twice
        expect(react()).toEqual(sent);
      },
    };
  };
}

function reactionOf<F extends Event, C extends CommandMap>(
  process: Process<F, C>,
  event: Told<F>,
): readonly Instruction<CommandMap>[] {
  if (!Object.hasOwn(process.on, event.type))
    throw new Error(`${process.name} does not listen to ${event.type}`);
  return answersOf(process, recorded([event])[0]!);
}
