import { Pool } from 'pg';

export const membership = Pool;
