import type { Pool } from 'pg';
import { type EventStore, ORIGIN } from '#eventing';

const KEY = 'demonstration-';

/** The key of a step of the story: of its command, and what everything that came of it is correlated by. */
export const keyOf = (nth: number): string => `${KEY}${nth}`;

/** Whether a log has no other past than the story, told to wherever it was cut short. */
export async function isStoryOnly(store: EventStore): Promise<boolean> {
  for (let after = ORIGIN; ;) {
    const events = await store.readAll(after, { limit: 500 });
    const last = events.at(-1);
    if (!last) return true;
    if (events.some(({ correlationId }) => !correlationId.startsWith(KEY))) return false;
    after = last.position;
  }
}

/** How far the demonstration's story has been told: it is begun once, and what it made is known by alias. */
export class Telling {
  constructor(private readonly pool: Pool) {}

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
    name: 'demonstration.1-telling',
    sql: `create table house.demonstration (
            one boolean primary key default true check (one),
            ids jsonb
          );`,
  },
] as const;
