import {
  ANY,
  type AppendExpectedRevision,
  BACKWARDS,
  END,
  EventStoreDBClient,
  excludeSystemEvents,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  STREAM_EXISTS,
} from '@eventstore/db-client';
import type { Expected } from '#eventing';
import { faultOf, isDeleted, isNoPlace, isNoStream } from './client-faults.js';
import { collect } from './collect.js';
import { ConnectionLost, WrongRevision } from './faults.js';
import { inOrder } from './in-order.js';
import type { Listening, Place, ServerEvent, Subscribed } from './server-event.js';

/** An event that the server is to take. */
export interface Outgoing {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** How long a server may be silent while it owes an answer. */
const SILENCE_MS = 10_000;
/** A checkpoint at least each so many events that are left out. */
const WINDOW = 32;

/**
 * The client of EventStoreDB, and all that we use of it: this file, `server-event`, `collect`, `in-order` and `client-faults` are
 * what another client would replace.
 */
export class Client {
  private readonly client: EventStoreDBClient;
  private readonly credentials: { username: string; password: string };

  constructor(url: string) {
    this.client = EventStoreDBClient.connectionString(url);
    const { username, password } = new URL(url);
    this.credentials = {
      username: decodeURIComponent(username),
      password: decodeURIComponent(password),
    };
  }

  /** Appends all or nothing; the position is absent when the server does not tell it. */
  async append(
    stream: string,
    events: readonly Outgoing[],
    expected: Expected,
  ): Promise<{ revision: bigint; position?: Place }> {
    try {
      const { nextExpectedRevision, position } = await this.client.appendToStream(
        stream,
        events.map((it) => jsonEvent(it as Parameters<typeof jsonEvent>[0])),
        {
          expectedRevision: revisionOf(expected),
          requiresLeader: true,
          deadline: SILENCE_MS,
          // with credentials each append is a call of its own: docs/adr/0005
          credentials: this.credentials,
        },
      );
      return { revision: nextExpectedRevision, ...(position && { position }) };
    } catch (error) {
      // one that was not ended for good may be written again, only by whoever does not expect it
      if (isDeleted(error) && !(await this.isEnded(stream))) throw new WrongRevision(-1);
      throw faultOf(error, stream);
    }
  }

  /** Whether a stream was ended for good; one that was merely deleted was not. */
  private async isEnded(stream: string): Promise<boolean> {
    const reading = this.client.readStream(stream, { maxCount: 1, requiresLeader: true });
    try {
      await collect(reading, SILENCE_MS);
      return false;
    } catch (error) {
      if (isDeleted(error)) return true;
      if (isNoStream(error)) return false;
      throw faultOf(error, stream);
    }
  }

  /** Events of a stream, oldest first unless `backwards`; none when there is no such stream. */
  async readStream(
    stream: string,
    { from, limit, backwards }: { from?: number; limit?: number; backwards: boolean },
  ): Promise<ServerEvent[]> {
    const reading = this.client.readStream(stream, {
      direction: backwards ? BACKWARDS : FORWARDS,
      fromRevision: from === undefined ? (backwards ? END : START) : BigInt(from),
      ...(limit !== undefined && { maxCount: limit }),
      requiresLeader: true,
    });
    try {
      return (await collect(reading, SILENCE_MS)).flatMap(({ event }) => event ?? []);
    } catch (error) {
      if (isNoStream(error)) return [];
      throw faultOf(error, stream);
    }
  }

  /** Events of the log from a place on, that one included; backwards from its end or from before a place. */
  async readAll(
    from: Place | undefined,
    { limit, backwards }: { limit: number; backwards: boolean },
  ): Promise<ServerEvent[]> {
    const reading = this.client.readAll({
      direction: backwards ? BACKWARDS : FORWARDS,
      fromPosition: from ?? (backwards ? END : START),
      maxCount: limit,
      requiresLeader: true,
    });
    try {
      return (await collect(reading, SILENCE_MS)).flatMap(({ event }) => event ?? []);
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** The event at a place of the log, whatever may be read of its stream; none when none stands there. */
  async readAt(place: Place): Promise<ServerEvent | undefined> {
    try {
      const [found] = await this.readAll(place, { limit: 1, backwards: false });
      return found?.position?.commit === place.commit ? found : undefined;
    } catch (error) {
      if (isNoPlace(error)) return undefined;
      throw error;
    }
  }

  /** Follows the log after a place; system events are left out. */
  subscribe(after: Place | undefined, listening: Listening): Subscribed {
    const marks: { passed?: (place: Place) => void } = {};
    const subscription = this.client.subscribeToAll({
      fromPosition: after ?? START,
      filter: excludeSystemEvents({
        checkpointInterval: 1,
        maxSearchWindow: WINDOW,
        // awaited with no catch: nothing in it may throw
        checkpointReached: (_, place) => {
          marks.passed?.(place);
          return Promise.resolve();
        },
      }),
    });
    return inOrder(subscription, marks, {
      ...listening,
      broken: (error) => {
        listening.broken(error ? faultOf(error) : new ConnectionLost('the subscription ended'));
      },
    });
  }

  /** Ends what is under way. */
  async close(): Promise<void> {
    await this.client.dispose();
  }
}

const words = { any: ANY, noStream: NO_STREAM, streamExists: STREAM_EXISTS } as const;

const revisionOf = (expected: Expected): AppendExpectedRevision =>
  typeof expected === 'string' ? words[expected] : expected < 0 ? NO_STREAM : BigInt(expected);
