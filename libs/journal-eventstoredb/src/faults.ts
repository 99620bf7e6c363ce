/** An append was under way when its connection broke, and sending it again might store it twice. */
export class InDoubt extends Error {
  constructor(stream: string, cause: unknown) {
    super(
      `${stream}: the connection to the event store broke while events were appended without an expected ` +
        'revision; they may or may not have been stored: read the stream before sending them again',
      { cause },
    );
    this.name = 'InDoubt';
  }
}

/** The log keeps events in a way that this program would misread. Nothing was changed. */
export class BegunInAnotherFormat extends Error {
  constructor() {
    super(
      'the log was begun by another version of Groundswell, which kept events otherwise; nothing was changed. ' +
        'Begin anew on an empty event store (EVENTSTORE_URL), or start the version that began this one.',
    );
    this.name = 'BegunInAnotherFormat';
  }
}

/** The event store could not be reached for as long as we were prepared to wait. */
export class Unreachable extends Error {
  /** As gRPC says that a server is not available. */
  readonly code = 14;

  constructor(cause: unknown) {
    super('the event store cannot be reached', { cause });
    this.name = 'Unreachable';
  }
}

/** An append is larger than the server takes; nothing of it was stored. */
export class TooLarge extends RangeError {
  constructor(stream: string, limit?: number) {
    const most = limit
      ? `the ${limit} bytes that the server takes at once`
      : 'the server takes at once';
    super(`${stream}: the append is larger than ${most}: append fewer events, or smaller ones`);
    this.name = 'TooLarge';
  }
}

/** The connection, not the request, failed: what was under way may or may not have happened. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super('the connection to the event store was lost', { cause });
    this.name = 'ConnectionLost';
  }
}

/** The stream was not as an append expected it; `actual` is its last revision, -1 when it has none. */
export class WrongRevision extends Error {
  constructor(readonly actual: number) {
    super(`the last revision is ${actual}`);
    this.name = 'WrongRevision';
  }
}
