import type { Fact } from '#eventing';
import type { Term } from '#network';

export type NeedEvent = Fact<'NeedIdentified'> & { term: Term };
export const needEvents = { NeedIdentified: 1 };
