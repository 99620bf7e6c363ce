import type { Decider } from '#eventing';
import type { RequestEvent } from '#brokerage';
import { terms } from '#network';

export const needLookup: [Decider?, RequestEvent?] = [];
export const standing = terms;
