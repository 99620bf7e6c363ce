import type { Step } from '../step.js';
import { underWay } from './under-way.js';
import { waiting } from './waiting.js';
import { writing } from './writing.js';

/** What happened in the Northmarsh Schools Alliance. */
export const northmarsh: readonly Step[] = [...writing, ...underWay, ...waiting];
