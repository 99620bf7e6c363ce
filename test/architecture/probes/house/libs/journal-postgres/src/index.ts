import { idOf } from '#eventing';
import { database } from '#database';

export const journal = [database, idOf];
