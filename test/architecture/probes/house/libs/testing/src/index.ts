import { expect } from '@jest/globals';

export const decisionsOf = expect;
