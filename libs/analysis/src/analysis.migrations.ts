import type { Migration } from '#database';

/** The index of facts: where each one is, whichever store holds it. Compared as bytes, whatever the locale. */
export const analysisMigrations: readonly Migration[] = [
  {
    name: 'analysis.1-facts',
    sql: `
      create table house.facts (
        position text collate "C" primary key,
        id text collate "C" not null unique,
        stream text collate "C" not null,
        revision integer not null,
        type text collate "C" not null,
        recorded_on text collate "C" not null,
        -- the London day of it
        recorded_day text collate "C" not null,
        occurred_on text collate "C" not null,
        correlation_id text collate "C" not null,
        -- the identities that the fact names
        tags jsonb not null
      );
      create index facts_by_stream on house.facts (stream, position);
      create index facts_by_type on house.facts (type, position);
      create index facts_by_correlation on house.facts (correlation_id, position);
      create index facts_by_recorded_day on house.facts (recorded_day, position);
      create index facts_by_occurred_on on house.facts (occurred_on, position);`,
  },
];
