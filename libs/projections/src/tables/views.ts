import type pg from 'pg';
import { quoted, type ReadTable } from './read-table.js';

/** `create or replace view` with columns that differ. */
const INVALID_TABLE_DEFINITION = '42P16';

/** A view over a table of rows. Its name is quoted already. */
export interface View {
  readonly name: string;
  readonly says: string;
  /** `with (…)`, or nothing. */
  readonly options: string;
  readonly select: string;
  /** What each column holds, by its quoted name. */
  readonly columns: readonly (readonly [string, string])[];
}

/** The name, quoted, of the view of a read model that analysts read. */
export const analystView = ({ view, shown }: ReadTable): string =>
  shown ? `read.${quoted(shown.name)}` : view;

/** The views over a table: the stable one, and the one for analysts when that is another. */
export function viewsOf(table: ReadTable): readonly View[] {
  const { columns, name, shown } = table;
  const own: View = {
    name: table.view,
    says: table.says,
    options: '',
    select: `select ${columns.map((it) => it.column).join(', ')} from ${name}`,
    columns: columns.map((it) => [it.column, it.says]),
  };
  if (!shown) return [own];
  const parts = Object.entries(shown.columns);
  const select = parts.map(([as, { sql }]) => `${sql} as ${quoted(as)}`).join(', ');
  return [
    own,
    {
      name: analystView(table),
      says: `${shown.says}. Of ${table.says.replace(/^The/, 'the')}`,
      // nobody's condition is looked at before the figures are withheld
      options: 'with (security_barrier)',
      select: `select ${select} from ${name}`,
      columns: parts.map(([as, { says }]) => [quoted(as), says]),
    },
  ];
}

/** Makes or replaces a view; one that has to be made anew gets the grants that it had. */
export async function replaceView(client: pg.ClientBase, view: View): Promise<void> {
  const create = `view ${view.name} ${view.options} as ${view.select}`;
  await client.query('savepoint showing');
  try {
    await client.query(`create or replace ${create}`);
  } catch (error) {
    if ((error as { code?: string }).code !== INVALID_TABLE_DEFINITION) throw error;
    await client.query('rollback to savepoint showing');
    const grants = await grantsOn(client, view.name);
    await client.query(`drop view ${view.name}`);
    await client.query(`create ${create}`);
    for (const it of grants) await client.query(it);
  }
}

/** The statements that say what a view and its columns hold. */
export const commentsOn = ({ name, says, columns }: View): string =>
  [
    `comment on view ${name} is ${literal(says)}`,
    ...columns.map(([column, it]) => `comment on column ${name}.${column} is ${literal(it)}`),
  ].join('; ');

/** The statements that grant again what others are granted on a view; PostgreSQL has quoted the names. */
async function grantsOn(client: pg.ClientBase, view: string): Promise<string[]> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('grant %s on %s to %s', acl.privilege_type, $1::text,
       case acl.grantee when 0 then 'public' else acl.grantee::regrole::text end) as statement
     from pg_class c cross join lateral aclexplode(c.relacl) as acl
     where c.oid = to_regclass($1) and acl.grantee <> c.relowner`,
    [view],
  );
  return rows.map((it) => it.statement);
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
