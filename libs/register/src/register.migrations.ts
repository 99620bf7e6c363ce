/** The erasable register: the only place that holds names, contacts and narratives. */
export const registerMigrations = [
  {
    name: 'register.1-people-and-notes',
    sql: `
      create schema register;
      create table register.people (
        id uuid primary key,
        name text not null,
        email text,
        phone text,
        stored_on timestamptz not null
      );
      create table register.notes (
        id uuid primary key,
        subjects text[] not null,
        text text not null,
        salt bytea not null,
        hash text not null,
        stored_on timestamptz not null
      );
      create index notes_subjects on register.notes using gin (subjects);
      create index notes_stored_on on register.notes (stored_on);
      create table register.secrets (
        name text primary key,
        value bytea not null
      );
    `,
  },
  {
    // An erased row stays as an empty one: a late repeat of its command must not bring the words back.
    name: 'register.2-erasure',
    sql: `
      alter table register.people
        alter column name drop not null,
        add column erased_on timestamptz,
        -- the statistics of the planner are samples of the rows: of words it takes none
        alter column name set statistics 0,
        alter column email set statistics 0,
        alter column phone set statistics 0;
      alter table register.notes
        alter column text drop not null,
        alter column salt drop not null,
        add column erased_on timestamptz,
        add column replaced_by uuid,
        add column command_id uuid,
        alter column text set statistics 0;
      create index notes_replaced_by on register.notes (replaced_by);
      -- each keys the hash of one command's body, so that it says nothing once what the command said is erased
      create table register.salts (
        command_id uuid primary key,
        salt bytea not null,
        subjects text[] not null,
        stored_on timestamptz not null
      );
      create index salts_subjects on register.salts using gin (subjects);
      -- what an erasure under way still has to look for; gone with its receipt
      create table register.erasures (
        person_id uuid primary key,
        words text[] not null,
        removed jsonb not null,
        emptied_on timestamptz not null
      );
      alter table register.erasures alter column words set statistics 0;
    `,
  },
  {
    name: 'register.3-claims',
    sql: `
      -- how many requests keep a row and have not taken it back
      alter table register.people add column claims integer not null default 1;
      alter table register.notes add column claims integer not null default 1;
      alter table register.salts add column claims integer not null default 1;
      create index salts_stored_on on register.salts (stored_on);
    `,
  },
] as const;
