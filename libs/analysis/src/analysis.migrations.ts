import type { Migration } from '#database';

/** The index of events: where each one is, whichever store holds it. Compared as bytes, whatever the locale. */
export const analysisMigrations: readonly Migration[] = [
  {
    name: 'analysis.1-events',
    sql: `
      create table house.events (
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
        -- the identities that the event names
        tags jsonb not null
      );
      create index events_by_stream on house.events (stream, position);
      create index events_by_type on house.events (type, position);
      create index events_by_correlation on house.events (correlation_id, position);
      create index events_by_recorded_day on house.events (recorded_day, position);
      create index events_by_occurred_on on house.events (occurred_on, position);`,
  },
];
