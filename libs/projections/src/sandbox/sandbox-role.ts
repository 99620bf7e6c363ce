import type pg from 'pg';

const ROLE = 'groundswell_sandbox';
const INSUFFICIENT_PRIVILEGE = '42501';
/** Roles belong to the whole server: another database may make it at the same moment. */
const THERE_NOW = ['42710', '23505'];

/** The account may not make the role that keeps a sandbox apart from everything else. */
export class NoSandboxRole extends Error {
  constructor() {
    super(
      `a sandbox is written by the role ${ROLE}, which may write nothing else, and this account may not make it: ` +
        `let an administrator run "create role ${ROLE} nologin; grant ${ROLE} to CURRENT_ACCOUNT"`,
    );
    this.name = 'NoSandboxRole';
  }
}

/**
 * The role, quoted, that writes sandboxes: it cannot log in, owns nothing and may do nothing that is not granted for
 * the time of a replay. Made when it is not there; throws `NoSandboxRole`. Within a transaction.
 */
export async function sandboxRole(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ member: boolean }>(
    `select pg_has_role(current_user, oid, 'member') as member from pg_roles where rolname = $1`,
    [ROLE],
  );
  if (rows[0]?.member) return ROLE;
  await client.query('savepoint role');
  try {
    if (!rows[0]) await client.query(`create role ${ROLE} nologin`);
    await client.query(`grant ${ROLE} to current_user`);
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === INSUFFICIENT_PRIVILEGE) throw new NoSandboxRole();
    if (!THERE_NOW.includes(code)) throw error;
    await client.query('rollback to savepoint role');
    await client.query(`grant ${ROLE} to current_user`);
  }
  return ROLE;
}

/** From here on the session can write what the role may, and nothing else. */
export async function becomeSandboxRole(client: pg.ClientBase): Promise<void> {
  await client.query(`set role ${ROLE}`);
}
