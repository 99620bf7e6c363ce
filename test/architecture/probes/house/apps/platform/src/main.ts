import { intelligence } from '#intelligence';
import { journal } from '#journal-postgres';

export const platform = [intelligence, journal];
