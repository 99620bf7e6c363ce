import type { IdentifyNeed } from './need.commands.js';

export type NeedEvent = IdentifyNeed;
export const needEvents = 1;
