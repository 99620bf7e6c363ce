export type Term = 'Autumn term';
export const terms: Term[] = ['Autumn term'];
