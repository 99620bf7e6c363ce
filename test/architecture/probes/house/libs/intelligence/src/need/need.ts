import { type Decider, idOf } from '#eventing';
import { terms } from '#network';
import type { IdentifyNeed } from './need.commands.js';
import { needEvents } from './need.events.js';
import { severity } from './severity.js';

export const need: Decider & { of?: IdentifyNeed } = { category: 'need' };
export const known = [idOf, terms, needEvents, severity];
