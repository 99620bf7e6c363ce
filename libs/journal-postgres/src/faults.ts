import pg from 'pg';

/** An append was under way when its connection broke, and sending it again might store it twice. */
export class InDoubt extends Error {
  constructor(stream: string, cause: unknown) {
    super(
      `${stream}: the connection to the database broke while events were appended without an expected ` +
        'revision; they may or may not have been stored: read the stream before sending them again',
      { cause },
    );
    this.name = 'InDoubt';
  }
}

/** The database could not be reached for as long as we were prepared to wait. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause });
    this.name = 'Unreachable';
  }
}

const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|EAI_AGAIN|ENOTFOUND)/;
const SAID = /connection (was )?(terminated|ended|closed)|connection error|timeout/i;

/**
 * Whether the connection, not the statement, failed: what was under way may or may not have happened, and another
 * connection may do better.
 */
export function isConnectionLoss(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (isFromServer(error))
    // ended by an administrator or a crash, starting up, no slot left, or the protocol broke off
    return /^(57P0[1-5]|08...|53300)$/.test(String(code));
  return typeof code === 'string' ? NETWORK.test(code) : SAID.test(String(message));
}

/** Whether two groups got in each other's way: nothing was stored, and the same again may succeed. */
export const isCollision = (error: unknown): boolean =>
  isFromServer(error) && /^(40P01|40001|55P03)$/.test(error.code ?? '');

/** Whether the server has no room left, or its disk fails: no part of a group would fare better than the whole. */
export const isExhausted = (error: unknown): boolean =>
  isFromServer(error) && /^(53100|58030)$/.test(error.code ?? '');

const isFromServer = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError;
