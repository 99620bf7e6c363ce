/**
 * A rule said no. `code` is stable and machine-readable (`days-exceed-capacity`), `detail` tells a person
 * what was wrong and what to do. Answered as 409.
 */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'Refusal';
  }
}

/** There is no such subject, or not for this caller: answered as 404, alike in both cases. */
export class NotFound extends Error {
  constructor(readonly identity: string) {
    super(`${identity} was not found`);
    this.name = 'NotFound';
  }
}

/** `If-Match` named a revision that is no longer the latest: answered as 412. */
export class Stale extends Error {
  constructor(
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`expected revision ${expected}, the latest is ${actual}`);
    this.name = 'Stale';
  }
}

/** The same command id came with another body: answered as 422. */
export class CommandReused extends Error {
  constructor(readonly commandId: string) {
    super('this Idempotency-Key was used before with another body');
    this.name = 'CommandReused';
  }
}
