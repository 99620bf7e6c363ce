/** Errors of the network, of PostgreSQL and of gRPC that say: the server is not there, try again. */
const codes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH'],
  // PostgreSQL: shutting down, crashed, starting up, cannot take more connections, read-only after failover.
  ...['57P01', '57P02', '57P03', '53300', '25006'],
  // PostgreSQL: the disk is full, or does not do as it is told. Nothing was stored.
  ...['53100', '58030'],
  // Given up for the sake of others, or of time: nothing was done, and another try may do.
  ...['40001', '40P01', '55P03', '57014'],
]);

const GRPC_UNAVAILABLE = 14;

/** What the drivers say without any code. */
const texts =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end|Query read timeout)/;

/** Whether an error means that a server behind us cannot be reached just now. */
export function isUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, message, cause, driverError, errors } = error as {
    code?: unknown;
    message?: unknown;
    cause?: unknown;
    driverError?: unknown;
    errors?: unknown;
  };
  if (typeof code === 'string' && (codes.has(code) || /^08\w{3}$/.test(code))) return true;
  if (code === GRPC_UNAVAILABLE) return true;
  if (typeof message === 'string' && texts.test(message)) return true;
  const inner = [cause, driverError, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return inner.some((it) => isUnavailable(it, depth + 1));
}
