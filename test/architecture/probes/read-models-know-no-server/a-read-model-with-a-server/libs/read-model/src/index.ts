import { Pool } from 'pg';

export class ReadRow {
  pool = Pool;
}
