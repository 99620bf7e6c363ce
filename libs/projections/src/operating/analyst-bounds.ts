import type pg from 'pg';
import { quoted } from '../tables/read-table.js';

/** How many sessions one analyst may have at once. */
const CONNECTIONS = 5;

/** Makes large objects, or takes locks that fill the table of locks: by a role that otherwise only reads. */
const CLOSED = `from pg_proc p
  where p.pronamespace = 'pg_catalog'::regnamespace
    and p.proname ~ '^(lo_.*|lowrite|loread|pg_advisory_.*|pg_try_advisory_.*)$'`;

/** Closes those functions to everybody who is not granted them; the house uses none. */
const CLOSE = `do $$ declare it regprocedure; begin
  for it in select p.oid ${CLOSED} loop
    execute format('revoke execute on function %s from public', it);
  end loop; end $$`;

/** Settings of PostgreSQL that a role may lift by itself: they end politely what the watch would end anyway. */
const POLITE = {
  default_transaction_read_only: 'on',
  statement_timeout: '60s',
  idle_in_transaction_session_timeout: '60s',
  idle_session_timeout: '1h',
  lock_timeout: '10s',
  search_path: 'read',
};

interface Standing {
  readonly database: string;
  readonly superuser: boolean;
  readonly major: number;
}

/**
 * Keeps an analyst from all that is not reading: few sessions, no temporary tables, no large objects, no advisory locks. How long
 * they look is for the `AnalystWatch`, since a role can lift its own timeouts. Answers what this account may not see to, as
 * statements for an administrator: none when all of it holds.
 */
export async function boundAnalyst(client: pg.ClientBase, role: string): Promise<string[]> {
  const { rows } = await client.query<Standing>(
    `select current_database() as database, rolsuper as superuser,
       current_setting('server_version_num')::int / 10000 as major
     from pg_roles where rolname = current_user`,
  );
  const { database = '', superuser = false, major = 0 } = rows[0] ?? {};
  const here = `alter role ${quoted(role)} in database ${quoted(database)} set`;
  const settings = Object.entries({
    ...POLITE,
    ...(major >= 17 ? { transaction_timeout: '60s' } : {}),
    // this one is for superusers alone to set, and so to lift
    ...(superuser ? { temp_file_limit: '2GB' } : {}),
  });
  await client.query(
    [
      `alter role ${quoted(role)} connection limit ${CONNECTIONS}`,
      `revoke temporary on database ${quoted(database)} from public, ${quoted(role)}`,
      `revoke create on schema public from public`,
      ...settings.map(([name, value]) => `${here} ${name} = '${value}'`),
      ...(superuser ? [CLOSE] : []),
    ].join(';'),
  );
  await letUsEndSessions(client, role);
  return missing(client, role, database);
}

/** Whoever does not own the server ends the sessions of a role as its member. */
async function letUsEndSessions(client: pg.ClientBase, role: string): Promise<void> {
  const { rows } = await client.query<{ may: boolean }>(
    `select pg_has_role(current_user, $1, 'usage') or pg_has_role(current_user, 'pg_signal_backend', 'usage') as may`,
    [role],
  );
  if (!rows[0]?.may) await client.query(`grant ${quoted(role)} to current_user`);
}

async function missing(client: pg.ClientBase, role: string, database: string): Promise<string[]> {
  const { rows } = await client.query<{ open: boolean; remedy: string }>(
    `select has_database_privilege($1, current_database(), 'temporary') as open,
       'revoke temporary on database ' || quote_ident($2) || ' from public' as remedy
     union all
     select has_schema_privilege($1, 'public', 'create'), 'revoke create on schema public from public'
     union all
     select has_function_privilege($1, p.oid, 'execute'),
       format('revoke execute on function %s from public', p.oid::regprocedure) ${CLOSED}`,
    [role, database],
  );
  return rows.filter((it) => it.open).map((it) => it.remedy);
}
