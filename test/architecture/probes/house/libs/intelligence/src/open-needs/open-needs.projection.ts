import { remove } from '#eventing';
import { type RequestEvent } from '#brokerage';
import { severity } from '../need/severity.js';
import type { NeedEvent } from '../need/need.events.js';
import { OpenNeed } from './open-needs.entity.js';

export const openNeeds: [NeedEvent?, RequestEvent?] = [];
export const row = [remove, severity, OpenNeed];
