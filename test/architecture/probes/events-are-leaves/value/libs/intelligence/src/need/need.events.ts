import { idOf } from '#eventing';

export type NeedEvent = 'NeedIdentified';
export const needEvents = idOf;
