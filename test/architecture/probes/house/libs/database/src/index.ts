import { Pool } from 'pg';

export const database = Pool;
