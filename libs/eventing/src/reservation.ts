import { plusDays } from './clock.js';
import type { Instruction } from './process.js';
import { Refusal } from './refusal.js';
import type { Day } from './words.js';

/**
 * The scarce thing that a command needs: taken on its own stream before the command's events are recorded, given back when
 * they are refused after all, and let go after so many days when neither came. What is taken says until when; a process
 * of its holder lets it go then, unless what it was taken for followed.
 */
export interface Reservation {
  readonly take: (until: Day) => Instruction;
  readonly giveBack: Instruction;
  readonly releaseAfter: number;
}

/** How many days something is held unless somebody says otherwise. */
export const HELD_FOR_DAYS = 28;
const LONGEST_DAYS = 56;

/** The last day on which something is held: the one that was asked for, if it is near enough (`held-too-long`, `held-in-the-past`). */
export function heldUntil(asked: Day | undefined, today: Day): Day {
  const until = asked ?? plusDays(today, HELD_FOR_DAYS);
  if (until < today)
    throw new Refusal('held-in-the-past', `It cannot be held until ${until}: name a day to come.`);
  const longest = plusDays(today, LONGEST_DAYS);
  if (until > longest)
    throw new Refusal('held-too-long', `It is held until ${longest} at most: name a nearer day.`);
  return until;
}
