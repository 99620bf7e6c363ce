import type { IdentifyNeed } from '../need/need.commands.js';

export const openNeeds: IdentifyNeed[] = [];
