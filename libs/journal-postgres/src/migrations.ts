import type { Migration } from '#database';
import { appendSql } from './append.sql.js';
import { hintsSql } from './hints.sql.js';

/**
 * The schema `journal`. `head` is one row: the id of this log and its last position. Taking positions from it under
 * its row lock makes position order commit order. What an event holds is json, not jsonb: it is kept and given back, and
 * never looked into here.
 */
export const journalMigrations: readonly Migration[] = [
  {
    name: 'journal.1-log',
    sql: `
create schema journal;

create table journal.head (
  one boolean primary key default true check (one),
  log_id uuid not null default gen_random_uuid(),
  position bigint not null default 0
) with (fillfactor = 10);
insert into journal.head default values;

create table journal.events (
  position bigint primary key,
  stream text collate "C" not null,
  revision integer not null,
  id uuid not null,
  type text not null,
  data json not null,
  meta json not null,
  constraint events_stream_revision unique (stream, revision)
);
${appendSql}`,
  },
  { name: 'journal.2-hints', sql: hintsSql },
];
