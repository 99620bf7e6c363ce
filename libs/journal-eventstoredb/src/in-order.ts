import type { AllStreamSubscription } from '@eventstore/db-client';
import type { Place, ServerEvent, Subscribed } from './server-event.js';

interface Telling {
  event(event: ServerEvent): void;
  passed(place: Place): void;
  caughtUp(): void;
  broken(error: unknown): void;
}

/**
 * Tells what a subscription brings in the order in which the server sent it. The client hands marks out at once,
 * while events sent before them may still be in its buffer: each mark waits for so many events.
 */
export function inOrder(
  subscription: AllStreamSubscription,
  marks: { passed?: (place: Place) => void },
  telling: Telling,
): Subscribed {
  const waiting: { after: number; tell: () => void }[] = [];
  let told = 0;
  let over = false;
  const settle = (): void => {
    for (let it = waiting[0]; it && it.after <= told; it = waiting[0]) {
      waiting.shift();
      it.tell();
    }
  };
  const mark = (tell: () => void): void => {
    waiting.push({ after: told + subscription.readableLength, tell });
    settle();
  };
  const breakOff = (error?: unknown): void => {
    if (over) return;
    over = true;
    telling.broken(error);
  };
  marks.passed = (place) => mark(() => telling.passed(place));
  subscription.on('caughtUp', () => mark(() => telling.caughtUp()));
  subscription.on('data', ({ event }) => {
    told++;
    if (event) telling.event(event);
    settle();
  });
  subscription.on('error', breakOff);
  // a subscription that we did not stop has no end
  subscription.on('end', () => breakOff());
  subscription.on('close', () => breakOff());
  return {
    pause: () => subscription.pause(),
    resume: () => subscription.resume(),
    stop: () => {
      over = true;
      subscription.unsubscribe().catch(() => undefined);
    },
  };
}
