import type { Context } from './decider.js';
import { Refusal } from './refusal.js';

/** Refuses the day of a consent that has not come (`day-in-future`), or on which its subject was not there (`consent-before-subject`). */
export function refuseConsentDay(
  agreedOn: string,
  { today, begunOn }: Pick<Context, 'today' | 'begunOn'>,
): void {
  if (agreedOn > today)
    throw new Refusal('day-in-future', `agreedOn, ${agreedOn}, lies in the future.`);
  if (agreedOn < begunOn)
    throw new Refusal(
      'consent-before-subject',
      `agreedOn, ${agreedOn}, lies before ${begunOn}, the day since which there is something to agree to: name the day it was agreed.`,
    );
}
