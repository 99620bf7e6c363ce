import type { Projection, Recorded } from '#eventing';

/** A filter names no property of the row, or a value that the property cannot have. */
export class BadFilter extends Error {
  constructor(
    readonly property: string,
    why: string,
  ) {
    super(`${property}: ${why}`);
    this.name = 'BadFilter';
  }
}

/** A cursor that no page of this list gave. */
export class BadCursor extends Error {
  constructor() {
    super('the cursor is not one that a page of this list gave');
    this.name = 'BadCursor';
  }
}

/** What was asked for is neither a day nor a position of this log. */
export class BadPointInTime extends Error {
  constructor(asked: string, why: string) {
    super(`'${asked.slice(0, 60)}' is no moment of the log: ${why}`);
    this.name = 'BadPointInTime';
  }
}

/** What is needed to answer is not built yet; asking again in a moment will do. */
export class NotReady extends Error {
  constructor(what: string) {
    super(`${what} is still being built: ask again in a moment`);
    this.name = 'NotReady';
  }
}

/** A past list that concerns more subjects than one answer can fold. */
export class TooManySubjects extends Error {
  constructor(readonly limit: number) {
    super(
      `a past list is folded for at most ${limit} subjects; narrow it, or replay into a sandbox`,
    );
    this.name = 'TooManySubjects';
  }
}

/** An event that a projection could not fold: it waits, with all later ones of its row, until that is put right. */
export class FoldError extends Error {
  constructor(
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a projection is contravariant in its events
    readonly projection: Projection<any, any>,
    readonly event: Recorded,
    cause: unknown,
  ) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`${projection.name} cannot fold ${event.type} (${event.id}, ${event.stream}): ${why}`, {
      cause,
    });
    this.name = 'FoldError';
  }
}
