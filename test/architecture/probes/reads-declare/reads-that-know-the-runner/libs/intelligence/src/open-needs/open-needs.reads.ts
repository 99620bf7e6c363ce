import { ReadRow } from '#projections';
import { openNeeds } from './open-needs.projection.js';

export const openNeedsReads = [openNeeds, ReadRow];
