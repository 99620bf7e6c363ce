import { aggregate } from '#eventing';
import { person } from './person.js';

/** The person as the house runs it. */
export const persons = aggregate(person);
