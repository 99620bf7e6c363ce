import { ReadRow } from '#projections';

export const WordField = ReadRow;
