import type { Migration } from '#database';

/**
 * The house's own tables for everything that follows the log. Positions and keys are compared as bytes, whatever
 * the locale of the server. Read tables are not here: they are made from their entities (docs/adr/0006).
 */
export const projectionMigrations: readonly Migration[] = [
  {
    name: 'projections.1-followers',
    sql: `
      create schema if not exists projection;
      create schema if not exists read;
      -- lease, epoch and checkpoint are one row, so that an owner of the past changes no row
      create table house.followers (
        name text collate "C" not null,
        version integer not null,
        kind text not null,
        log_id text not null,
        position text collate "C" not null default '',
        owner text,
        epoch bigint not null default 0,
        expires timestamptz not null default '-infinity',
        live boolean not null,
        public_rows boolean not null default false,
        last_error text,
        primary key (name, version)
      ) with (fillfactor = 50);
      create unique index followers_live on house.followers (name) where live;`,
  },
  {
    name: 'projections.2-tags',
    sql: `
      create table house.tags (
        identity text collate "C" not null,
        position text collate "C" not null,
        stream text not null,
        revision integer not null,
        type text collate "C" not null,
        -- its place among the identities that the event names
        place smallint not null,
        primary key (identity, position)
      );
      create index tags_by_type on house.tags (type, position) where place = 0;
      create table house.days (
        day text collate "C" primary key,
        first_position text collate "C" not null,
        -- the position before it: what was known when the day began
        before_position text collate "C" not null
      );
      create index days_by_position on house.days (first_position);`,
  },
  {
    name: 'projections.3-process-refusals',
    sql: `
      create table house.process_refusals (
        process text not null,
        event_id text not null,
        place integer not null,
        code text not null,
        detail text not null,
        recorded_on text not null,
        primary key (process, event_id, place)
      );`,
  },
  {
    name: 'projections.4-due-commands',
    sql: `
      -- commands that processes send not before a day; none is ever taken out, so that none is sent again
      create table house.due_commands (
        process text collate "C" not null,
        event_id text not null,
        -- its place among the answers of the process to that event
        place integer not null,
        -- a day in London
        not_before text collate "C" not null,
        stream text not null,
        revision integer not null,
        position text collate "C" not null,
        -- waiting, sent, dropped, refused, left, discarded or parked
        state text not null default 'waiting',
        settled_on text,
        primary key (process, event_id, place)
      );
      create index due_commands_waiting on house.due_commands (process, not_before)
        where state = 'waiting';`,
  },
  {
    name: 'projections.5-parked',
    sql: `
      create table house.parked (
        projection text collate "C" not null,
        version integer not null,
        -- the key of a row; a stream, where it is not known whose row an event is
        key text collate "C" not null,
        position text collate "C" not null,
        event_id text not null,
        type text not null,
        stream text not null,
        revision integer not null,
        -- null: it waits behind an earlier one of its key
        error text,
        attempts integer not null default 1,
        first_seen timestamptz not null default clock_timestamp(),
        last_seen timestamptz not null default clock_timestamp(),
        primary key (projection, version, key, position)
      );`,
  },
  {
    name: 'projections.6-rebuilds',
    sql: `
      create table house.rebuilds (
        -- the event that asked for it, or the version that was raised
        id text primary key,
        projection text collate "C" not null,
        version integer not null,
        -- building, live, differs or cancelled
        state text not null default 'building',
        asked_on timestamptz not null default clock_timestamp(),
        -- when it was last taken up, and from which position
        began timestamptz,
        began_after text collate "C" not null default '',
        ended timestamptz,
        report jsonb
      );
      create unique index rebuilds_under_way on house.rebuilds (projection)
        where state = 'building';`,
  },
  {
    name: 'projections.7-runners',
    sql: `
      -- who runs, so that leases can be shared out
      create table house.runners (
        owner text primary key,
        followers text[] not null,
        expires timestamptz not null
      );`,
  },
  {
    name: 'projections.8-jobs',
    sql: `
      create table house.jobs (
        job text not null,
        id text not null,
        input json not null,
        input_hash text not null,
        -- what the steps so far came to
        progress json,
        begun boolean not null default false,
        -- every step is done: what is left is to record it
        done boolean not null default false,
        steps integer not null default 0,
        -- waiting, recorded, refused or failed
        state text not null default 'waiting',
        error text,
        attempts integer not null default 0,
        asked_on timestamptz not null default clock_timestamp(),
        owner text,
        epoch bigint not null default 0,
        expires timestamptz not null default '-infinity',
        primary key (job, id)
      );
      create index jobs_waiting on house.jobs (asked_on) where state = 'waiting';`,
  },
  {
    name: 'projections.9-day-runs',
    sql: `
      -- a row for each run of events of one day: clocks may go back, and a day may come again
      alter table house.days drop constraint days_pkey;
      alter table house.days add primary key (first_position);
      drop index house.days_by_position;`,
  },
];
