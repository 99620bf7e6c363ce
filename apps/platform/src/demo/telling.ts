import type { Pool } from 'pg';

/** How far the demonstration's story has been told: it is begun once, and what it made is known by alias. */
export class Telling {
  constructor(private readonly pool: Pool) {}

  /** Whether the story was begun in this store. */
  async begun(): Promise<boolean> {
    const { rowCount } = await this.pool.query('select from house.demonstration');
    return rowCount === 1;
  }

  /** The ids of what the story made, once it is told to its end. */
  async ids(): Promise<ReadonlyMap<string, string> | undefined> {
    const { rows } = await this.pool.query<{ ids: Record<string, string> | null }>(
      'select ids from house.demonstration',
    );
    const ids = rows[0]?.ids;
    return ids ? new Map(Object.entries(ids)) : undefined;
  }

  async begin(): Promise<void> {
    await this.pool.query('insert into house.demonstration default values on conflict do nothing');
  }

  async end(ids: ReadonlyMap<string, string>): Promise<void> {
    await this.pool.query('update house.demonstration set ids = $1', [
      JSON.stringify(Object.fromEntries(ids)),
    ]);
  }
}

/** The one row that remembers it. */
export const demonstrationMigrations = [
  {
    name: 'platform.1-demonstration',
    sql: `create table house.demonstration (
            one boolean primary key default true check (one),
            ids jsonb
          );`,
  },
] as const;
