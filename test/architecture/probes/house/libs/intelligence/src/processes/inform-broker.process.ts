import { idOf } from '#eventing';
import type { RequestEvent } from '#brokerage';
import { IdentifyNeed } from '../need/need.commands.js';

export const informBroker: RequestEvent[] = [];
export const sends = [idOf, IdentifyNeed];
