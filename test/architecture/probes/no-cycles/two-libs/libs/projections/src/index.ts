import { idOf } from '#database';

export const ReadRow = idOf;
