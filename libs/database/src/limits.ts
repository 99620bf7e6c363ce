/** How long one statement may take: on the server, and until its answer is here, in milliseconds. */
export interface Limits {
  readonly statement_timeout: number;
  readonly query_timeout: number;
}

const limitsOf = (seconds: number): Limits => ({
  statement_timeout: seconds * 1_000,
  // the server is to give up first, and say why
  query_timeout: (seconds + 5) * 1_000,
});

/** For whoever is waited for: requests, appends, reads of the log. */
export const PROMPT = limitsOf(30);
/** For what reads or writes whole tables: migrations, rebuilds, verification, sandboxes, imports. */
export const LONG = limitsOf(3_600);

/** How long a connection may take to be made or to become free, in milliseconds. */
export const CONNECT_MS = 5_000;
