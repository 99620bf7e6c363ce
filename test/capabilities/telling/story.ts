import { expect } from '@jest/globals';
import { Area } from './area.js';
import type { Stage } from './platform.js';

/** One sentence of a story, and what happens in it. */
export interface Step {
  readonly sentence: string;
  readonly play: () => Promise<void>;
  /** Whether it has been played, and held. */
  held: boolean;
}

type Tell = (sentence: string, happens: () => Promise<void>) => void;

/** What a teller has at hand. */
export interface Telling {
  readonly given: Tell;
  readonly when: Tell;
  /** What somebody reads, or is refused, in the end: without an assertion about it the story fails. */
  readonly then: Tell;
  /** The schools, partnerships and people of this story alone. */
  readonly area: Area;
}

/** A story that shows that rows of the register are built. */
export interface Story {
  readonly rows: readonly number[];
  readonly title: string;
  readonly stepsOn: (stage: () => Stage) => readonly Step[];
}

/** Tells a story of these rows of the register. One that ends in no `then` is none. */
export const story = (
  rows: readonly number[],
  title: string,
  tell: (telling: Telling) => void,
): Story => ({
  rows,
  title,
  stepsOn(stage) {
    const steps: (Step & { readonly word: string })[] = [];
    const area = new Area(stage);
    const telling =
      (word: string, play: (happens: () => Promise<void>) => Promise<void>): Tell =>
      (sentence, happens) => {
        const before = steps.at(-1);
        const step = {
          word,
          sentence: `${word} ${sentence}`,
          held: false,
          play: async () => {
            if (before && !before.held) throw new Error('The story broke off before this.');
            await play(happens);
            step.held = true;
          },
        };
        steps.push(step);
      };
    tell({
      given: telling('given', (happens) => happens()),
      when: telling('when', (happens) => happens()),
      then: telling('then', (happens) => shown(area, happens)),
      area,
    });
    if (steps.at(-1)?.word !== 'then') throw new Error(`"${title}" shows nothing in the end.`);
    return steps;
  },
});

/** Plays what is to show something: somebody must have been answered, and something expected of it. */
async function shown(area: Area, happens: () => Promise<void>): Promise<void> {
  const { answered } = area;
  const asserted = expect.getState().assertionCalls;
  await happens();
  if (area.answered === answered) throw new Error('Nobody read anything here.');
  if (expect.getState().assertionCalls === asserted) throw new Error('This asserts nothing.');
}
