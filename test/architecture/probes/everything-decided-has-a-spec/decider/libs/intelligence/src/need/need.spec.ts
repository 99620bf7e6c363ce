import { severity } from './severity.js';

export const told = severity;
