/** What became of a call. */
export type Outcome = { readonly value: unknown } | { readonly error: Error };

/** A call from a node to a server: it is sent when the schedule says so, and answered when the schedule says so. */
export interface Call {
  readonly what: string;
  /** Whether it can be sent now. */
  readonly ready: () => boolean;
  readonly send: () => Promise<unknown>;
  /** What a cut connection means besides the error that the caller gets. */
  readonly cut: () => void;
  readonly answer: (outcome: Outcome) => void;
  /** Once it was sent: the answer on its way back. */
  outcome?: Outcome;
}

/** A connection that is no more, as `pg` reports it. */
export const cutOff = (): Error =>
  Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });

/** A lock is in the way: the call is not answered, and is sent again later. */
export class Blocked extends Error {}

/** Sends a call and keeps the answer; a call that a lock is in the way of stays as if it had not been sent. */
export async function send(call: Call): Promise<void> {
  const outcome = await call.send().then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error as Error }),
  );
  if (!('error' in outcome && outcome.error instanceof Blocked)) call.outcome = outcome;
}

/** What a trace says of an answer: nothing that differs from run to run. */
export function summary(outcome: Outcome): string {
  if ('error' in outcome) return `error: ${outcome.error.name}`;
  const { value } = outcome;
  if (Array.isArray(value)) return `${value.length} found`;
  if (typeof value !== 'object' || value === null) return 'done';
  return 'rowCount' in value ? `${String(value.rowCount)} rows` : 'done';
}
