import type { Step } from '../step.js';
import { attendance } from './attendance.js';
import { behaviour } from './behaviour.js';
import { coaching } from './coaching.js';
import { communication } from './communication.js';
import { inclusion } from './inclusion.js';
import { maths } from './maths.js';
import { phonics } from './phonics.js';
import { plans } from './plans.js';
import { waiting } from './waiting.js';
import { writing } from './writing.js';

/** What happened in the Tidewater Learning Partnership. */
export const tidewater: readonly Step[] = [
  ...maths,
  ...attendance,
  ...communication,
  ...coaching,
  ...writing,
  ...behaviour,
  ...phonics,
  ...inclusion,
  ...plans,
  ...waiting,
];
