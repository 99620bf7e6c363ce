import type pg from 'pg';
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { wordsIn } from './planted.js';

/** Where a word was found, by the name of the place. */
export type Found = Readonly<Record<string, readonly string[]>>;

/** Every row of every table of the house, as SQL shows it. */
export async function inTables(pool: pg.Pool): Promise<Found> {
  const found: Record<string, readonly string[]> = {};
  for (const table of await tablesOf(pool)) {
    const { rows } = await pool.query<{ row: string }>(`select it::text as row from ${table} it`);
    note(found, table, wordsIn(rows.map((it) => it.row).join('\n')));
  }
  return found;
}

/** A logical dump: every table, the catalogue's statistics too, by COPY into a file each. */
export async function inDump(pool: pg.Pool, folder: string): Promise<Found> {
  mkdirSync(folder, { recursive: true });
  // the server writes the files, and may run as another account
  chmodSync(folder, 0o777);
  const found: Record<string, readonly string[]> = {};
  const tables = [...(await tablesOf(pool)), 'pg_catalog.pg_statistic'];
  for (const [index, table] of tables.entries()) {
    const file = path.join(folder, `${index}-${Math.random()}.copy`);
    await pool.query(`copy ${table} to '${file}'`);
    note(found, table, wordsIn(readFileSync(file)));
  }
  return found;
}

/**
 * The bytes of every file in a folder of PostgreSQL. Without its write-ahead log: that holds what was written until
 * its files are used again, which docs/adr/0019 gives an end to.
 */
export function inFiles(folder: string): Found {
  const found: Record<string, readonly string[]> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || path.relative(folder, file).startsWith('pg_wal')) continue;
    note(found, path.relative(folder, file), wordsIn(readFileSync(file)));
  }
  return found;
}

async function tablesOf(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  return rows.map((it) => it.name);
}

function note(found: Record<string, readonly string[]>, place: string, words: string[]): void {
  if (words.length > 0) found[place] = words;
}
