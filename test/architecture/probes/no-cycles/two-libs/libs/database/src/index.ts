export const idOf = 1;
export { ReadRow } from '#projections';
