import { founding, schools, supply } from './founding.js';
import { harbourRoad } from './harbour-road.js';
import { northmarsh } from './northmarsh.js';
import type { Step } from './step.js';
import { tidewater } from './tidewater.js';

/** The school year 2024/25 in Wavering, day by day; within a day in the order told. */
export const story: readonly Step[] = [
  ...schools,
  ...founding,
  ...supply,
  ...tidewater,
  ...northmarsh,
  ...harbourRoad,
].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
