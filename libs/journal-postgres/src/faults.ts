import pg from 'pg';
import { DatabaseSilent } from '#database';

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

/** A database that can only be read may be replaced in a moment; longer than this nobody is kept waiting. */
const READ_ONLY_MS = 2_000;

/** Whether nothing was stored, and the same may succeed in a moment: groups got in each other's way, or a fail-over is under way. */
export const isPassing = (error: unknown, spentMs: number): boolean =>
  is(error, COLLISION) || (is(error, READ_ONLY) && spentMs < READ_ONLY_MS);

/** Whether no part of a group would fare better than the whole: the server has no room, its disk fails, it is read-only. */
export const isIndivisible = (error: unknown): boolean =>
  [COLLISION, READ_ONLY, EXHAUSTED].some((it) => is(error, it));

/** Whether the server's queue of notifications is full: nothing was stored, and without the hint it may be. */
export const isQueueFull = (error: unknown): boolean =>
  is(error, /^54000$/) && /NOTIFY queue/.test((error as Error).message);

/** Whether the database is known not to answer: nobody need try again until it does. */
export const isSilent = (error: unknown): boolean => error instanceof DatabaseSilent;

const COLLISION = /^(40P01|40001|55P03)$/;
const READ_ONLY = /^25006$/;
const EXHAUSTED = /^(53100|58030)$/;

const is = (error: unknown, codes: RegExp): boolean =>
  isFromServer(error) && codes.test(error.code ?? '');

const isFromServer = (error: unknown): error is pg.DatabaseError =>
  error instanceof pg.DatabaseError;
