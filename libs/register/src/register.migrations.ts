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
] as const;
