import { v5 } from 'uuid';

export const idOf = v5;
