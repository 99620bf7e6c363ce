import { founding } from './founding.js';
import { harbourRoad } from './harbour-road.js';
import { northmarsh } from './northmarsh/index.js';
import { censuses, register } from './register.js';
import type { CensusReturn, Step } from './step.js';
import { supply } from './supply.js';
import { tidewater } from './tidewater/index.js';

/** The school year 2024/25 in Wavering, day by day; within a day in the order told. */
export const story: readonly (CensusReturn | Step)[] = [
  ...register,
  ...censuses,
  ...founding,
  ...supply,
  ...tidewater,
  ...northmarsh,
  ...harbourRoad,
].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
