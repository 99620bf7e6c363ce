import { appendSql } from './append.sql.js';

/** The functions that append, whose hint to listeners a session can turn off: `set journal.hints = off`. */
export const hintsSql = appendSql
  .replaceAll('create function', 'create or replace function')
  .replaceAll(
    "perform pg_notify('journal', '');",
    `if coalesce(current_setting('journal.hints', true), '') <> 'off' then
      perform pg_notify('journal', '');
    end if;`,
  );
