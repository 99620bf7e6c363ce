import { ReadRow } from '#read-model';
import { openNeeds } from './open-needs.projection.js';

export const openNeedsReads = [openNeeds, ReadRow];
