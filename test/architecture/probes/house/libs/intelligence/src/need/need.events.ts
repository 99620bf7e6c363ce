import type { Event } from '#eventing';
import type { Term } from '#network';

export type NeedEvent = Event<'NeedIdentified'> & { term: Term };
export const needEvents = { NeedIdentified: 1 };
